import { z } from "zod";
import type { Method } from "../method";
import { answerAlone, step } from "../steps/ask";
import { decoding, samplingOf } from "../steps/decoding";
import { byRank, type DevRanking, ranksOnDev } from "../steps/dev-ranking";
import { tellDecision } from "../steps/tell-decision";

const parameters = z.strictObject({ decoding: decoding.prefault({}) });

/** The baseline that a composition has to beat: the one member that is best on dev, first on ties, answers everything. */
export const bestSingle: Method<z.infer<typeof parameters>, DevRanking> = {
  id: "best-single",
  name: "Best single model",
  level: "baseline",
  paper: { title: "Scaling Participation in Modular AI Systems", url: "https://arxiv.org/abs/2606.07812" },
  summary: "The one model of the pool that is best on practice questions answers every question.",
  how: "Every member answers the development questions. The one that does best on them answers all others, alone.",
  learns: "Which member is the best on the development questions.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 1 },
  helpers: [],
  isDefaultBaseline: true,
  parameters,
  ...ranksOnDev,

  async answer(pool, learned, questions, settings, operations) {
    const [best] = byRank(pool, learned);
    operations.stage("answers");
    const answers = await answerAlone(best.label, questions, samplingOf(settings.decoding), operations);
    return answers.map(({ generation }) => ({
      text: generation.text,
      trace: { steps: [step("answer", best.label, generation)], decision: { chosen: best.label, rule: "best on practice questions" } },
    }));
  },

  describe: ({ decision }) => tellDecision(decision, { rule: "Rule", chosen: "Answer taken from" }),
};
