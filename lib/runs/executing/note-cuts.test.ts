import { expect, it } from "vitest";
import { step } from "@/lib/methods/steps/ask";
import { scriptedOperations } from "@/lib/methods/testing/scripted-operations";
import type { GenerateRequest, Operations } from "@/lib/operations/contract";
import { isCut, noteCuts } from "./note-cuts";

const sampling: GenerateRequest["sampling"] = { temperature: 0, topP: 1, topK: 1, maxTokens: 4, stop: [] };

it("tells an answer that is a cut text from one that only rests on one", async () => {
  const scripted = scriptedOperations((model) => `said by ${model}`);
  const limited: Operations = {
    ...scripted,
    generate: async (requests) =>
      (await scripted.generate(requests)).map((made, place) => (place === 0 ? { ...made, finishReason: "length" } : made)),
  };
  const cut = new Set<string>();
  const asked = ["one", "two"].map(
    (model): GenerateRequest => ({ model, messages: [{ role: "user", content: "?" }], sampling, sample: 0 }),
  );
  const made = await noteCuts(limited, cut).generate(asked);
  const steps = made.map((generation) => step("answer", "member", generation));
  expect(isCut({ text: "said by one", trace: { steps, decision: {} } }, cut)).toBe(true);
  expect(isCut({ text: "said by two", trace: { steps, decision: {} } }, cut)).toBe(false);
});
