import { z } from "zod";
import type { Method } from "../method";
import { askEach, baseRequest, step } from "../steps/ask";
import { samplingOf } from "../steps/decoding";
import { tellDecision } from "../steps/tell-decision";
import { devMemory, memoryParameters, orderMembers, rememberDev } from "./dev-memory";

const parameters = z.strictObject(memoryParameters);

/** Asks the one member that was right on the most similar dev questions. */
export const nearestNeighbours: Method<z.infer<typeof parameters>, z.infer<typeof devMemory>> = {
  id: "nearest-neighbours",
  name: "Nearest neighbours",
  level: "api",
  isOwn: true,
  paper: {
    title: "RouterBench: A Benchmark for Multi-LLM Routing System, which compares such routers",
    url: "https://arxiv.org/abs/2403.12031",
  },
  summary: "The model answers that was right on the most similar practice questions.",
  how: "Every question is compared with the development questions. The member that did best on those that are most like it answers, alone.",
  learns: "Who was right on which development question.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 2 },
  helpers: [],
  parameters,
  learned: devMemory,

  prepare: rememberDev,

  async answer(pool, learned, questions, settings, operations) {
    const order = orderMembers(pool, learned, settings.neighbours);
    operations.stage("answers");
    const asked = questions.map((question) => ({ question, member: order(question.prompt)[0] }));
    const sampling = samplingOf(settings.decoding);
    const answers = await askEach(asked, ({ question, member }) => baseRequest(member, question, sampling), operations);
    return answers.map(({ member, generation }) => ({
      text: generation.text,
      trace: {
        steps: [step("answer", member, generation)],
        decision: { chosen: member, rule: "best on the most similar practice questions", asked: 1 },
      },
    }));
  },

  describe: ({ decision }) => tellDecision(decision, { rule: "Rule", chosen: "Answer taken from", asked: "Models asked" }),
};
