import { z } from "zod";
import type { Method } from "../method";
import { decoding, samplingOf } from "../steps/decoding";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { tellDecision } from "../steps/tell-decision";
import { worthOnDev } from "../steps/worth-on-dev";
import { mergedAnswers } from "./merged-answers";
import { meanOfMembers } from "./sum-of-members";

const parameters = z.strictObject({ decoding: decoding.prefault({}) });

const learned = z.object({
  /** Labels of the members in the soup, in the order in which they came in. */
  soup: z.array(z.string()).min(1),
  /** Of the soup on dev, 0 to 1. */
  score: z.number(),
  /** Members that made it worse, with the score that they would have led to. */
  rejected: z.array(z.object({ label: z.string(), score: z.number() })),
});
type Learned = z.infer<typeof learned>;

/** Averages of weights that grow while dev does not get worse. */
export const greedySoup: Method<z.infer<typeof parameters>, Learned> = {
  id: "greedy-soup",
  name: "Greedy Soup",
  level: "weight",
  paper: {
    title: "Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing inference time",
    url: "https://arxiv.org/abs/2203.05482",
  },
  summary: "The weights of those models are averaged that make the average better.",
  how: "Beginning with the best member, each next one is averaged in, and kept if the average got no worse.",
  learns: "Which members belong in the soup.",
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [],
  moco: { suffix: "greedy_soup" },
  parameters,
  learned,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    const sampling = samplingOf(settings.decoding);
    operations.stage("practice answers");
    const labels = pool.map(({ label }) => label).sort();
    const alone = await worthOnDev(labels, dev, sampling, operations);
    const [first, ...others] = labels
      .map((label, place) => ({ label, score: alone[place] ?? 0 }))
      .sort((one, other) => other.score - one.score);
    if (!first) throw new Error("The pool is empty.");
    const found: Learned = { soup: [first.label], score: first.score, rejected: [] };
    for (const [place, { label }] of others.entries()) {
      operations.stage(`soup, member ${place + 2} of ${pool.length}`);
      const soup = [...found.soup, label];
      const [score = 0] = await worthOnDev([await meanOfMembers(soup, operations)], dev, sampling, operations);
      if (score >= found.score) Object.assign(found, { soup, score });
      else found.rejected.push({ label, score });
    }
    return found;
  },

  async answer(pool, { soup, rejected }, questions, settings, operations) {
    requireSamePool(pool, [...soup, ...rejected.map(({ label }) => label)]);
    operations.stage("merge");
    return await mergedAnswers(await meanOfMembers(soup, operations), { soup }, questions, samplingOf(settings.decoding), operations);
  },

  describe: ({ decision }) => tellDecision(decision, { chosen: "Answered by", soup: "Averaged from" }),
};
