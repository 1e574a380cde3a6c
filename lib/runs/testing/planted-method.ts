import { z } from "zod";
import type { Method } from "@/lib/methods/method";
import { baseAnswers, promptRequest, step } from "@/lib/methods/steps/ask";
import { decoding, samplingOf } from "@/lib/methods/steps/decoding";
import { modelLabel } from "@/lib/methods/steps/model-label";
import { tellDecision } from "@/lib/methods/steps/tell-decision";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  referee: z
    .union([z.literal("first"), modelLabel])
    .default("first")
    .meta({ description: "Who decides.", source: "a test" }),
  depth: z.int().min(1).max(3).default(1).meta({ description: "How deep.", unit: "levels", source: "a test" }),
});

/** A method that stands in no registry: every member answers, and a referee names the number of the answer that counts. */
export const refereed: Method<z.infer<typeof parameters>, null> = {
  id: "planted-referee",
  name: "Planted Referee",
  level: "text",
  paper: { title: "None", url: "https://arxiv.org/abs/0000.00000" },
  summary: "A referee chooses.",
  how: "A referee reads the answers and names one.",
  learns: null,
  needs: { scopes: ["S1_run", "S4_distil"], operations: ["generate", "reward"], minMembers: 2, comparesAnswers: true },
  helpers: [{ parameter: "referee", role: "judge", otherwise: "the first member" }],
  parameters,
  learned: z.null(),
  prepare: () => Promise.resolve(null),

  async answer(pool, _, questions, settings, operations) {
    const sampling = samplingOf(settings.decoding);
    const rows = await baseAnswers(pool, questions, sampling, operations);
    const referee = settings.referee === "first" ? (pool[0]?.label ?? "") : settings.referee;
    const calls = await operations.generate(questions.map(({ prompt }) => promptRequest(referee, `Which of these? ${prompt}`, sampling)));
    return rows.map((row, place) => {
      const said = Number(/\d+/.exec(calls[place]?.text ?? "")?.[0] ?? 1);
      const chosen = row[(said - 1) % row.length];
      if (!chosen) throw new Error("Nobody answered.");
      const steps = row.map(({ member, generation }) => step("answer", member.label, generation));
      return { text: chosen.generation.text, trace: { steps, decision: { winner: chosen.member.label } } };
    });
  },

  describe: ({ decision }) => tellDecision(decision, { winner: "Named by the referee" }),
  rehearse: ({ messages }) => (String(messages[0]?.content).startsWith("Which") ? { kind: "number", upTo: 2 } : { kind: "text" }),
};
