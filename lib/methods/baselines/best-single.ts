import { z } from "zod";
import type { Method } from "../method";
import { askEach, baseRequest, step } from "../steps/ask";
import { decoding, samplingOf } from "../steps/decoding";
import { byRank, type DevRanking, devRanking, rankOnDev } from "../steps/dev-ranking";

const parameters = z.strictObject({ decoding: decoding.prefault({}) });

/** The baseline that a composition has to beat: the one member that is best on dev, first on ties, answers everything. */
export const bestSingle: Method<z.infer<typeof parameters>, DevRanking> = {
  id: "best-single",
  name: "Best single model",
  level: "api",
  summary: "The one model of the pool that is best on dev answers every question.",
  paper: { title: "Scaling Participation in Modular AI Systems", url: "https://arxiv.org/abs/2606.07812" },
  scopes: ["S1_run"],
  parameters,
  learned: devRanking,

  prepare: (pool, dev, settings, operations) => rankOnDev(pool, dev, settings.decoding, operations),

  async answer(pool, learned, questions, settings, operations) {
    const [best] = byRank(pool, learned);
    operations.stage("answers");
    const sampling = samplingOf(settings.decoding);
    const asked = questions.map((question) => ({ question }));
    const answers = await askEach(asked, ({ question }) => baseRequest(best.label, question, sampling), operations);
    return answers.map(({ generation }) => ({
      text: generation.text,
      trace: { steps: [step("answer", best.label, generation)], decision: { chosen: best.label, rule: "best on dev" } },
    }));
  },
};
