import fc from "fast-check";
import { expect, it } from "vitest";
import type { GenerateRequest } from "../contract";
import { frameSchema, putTogether, takeApart } from "./frame";
import { renderMessages } from "./quotes";
import { keyRequest, withQuoteLimit } from "./request";

const model = { label: "m-lab", modelId: "", weightsHash: "a".repeat(64), commit: null, servedAs: "lab/model" };
const text = fc.string({ unit: "grapheme", maxLength: 150 });
const key = fc.stringMatching(/^[0-9a-f]{64}$/);
const part = fc.oneof(text, fc.record({ generation: key, text }));
const content = fc.oneof(text, fc.array(part, { maxLength: 6 }));
const requests: fc.Arbitrary<GenerateRequest> = fc.record({
  model: fc.constant("m-lab"),
  messages: fc.array(fc.record({ role: fc.constantFrom("system", "user", "assistant"), content }), { minLength: 1, maxLength: 3 }),
  assistantPrefix: text,
  sampling: fc.constant({ temperature: 0.7, topP: 0.9, topK: 0, maxTokens: 512, stop: ["\n\n"] }),
  sample: fc.nat(9),
});

it("puts together what it took apart, whatever was quoted and cut", () => {
  fc.assert(
    fc.property(requests, fc.nat(200), (request, limit) => {
      const keyed = withQuoteLimit(keyRequest(model, request), limit);
      const kept = takeApart(keyed);
      if (!kept) throw new Error("nothing was kept");
      const frame = frameSchema.parse(JSON.parse(kept.texts.get(kept.frame) ?? ""));
      expect(putTogether(frame, kept.texts, keyed.quotes, limit)).toEqual(renderMessages(request.messages, limit));
      expect(kept.quotes).toBe(keyed.quotes.map(({ generation }) => generation).join(""));
      expect(frame.assistantPrefix).toBe(request.assistantPrefix);
    }),
  );
});

it("keeps no quoted word, and the same frame for all draws and quoted answers", () => {
  const asked = (quoted: string, sample: number): GenerateRequest => ({
    model: "m-lab",
    messages: [{ role: "user", content: ["They say: ", { generation: "0".repeat(64), text: quoted }] }],
    sampling: { temperature: 0, topP: 1, topK: 0, maxTokens: 8, stop: [] },
    sample,
  });
  const [one, other] = [asked("a quoted secret", 0), asked("another one", 3)].map((request) => takeApart(keyRequest(model, request)));
  expect(one?.frame).toBe(other?.frame);
  expect([...(one?.texts.values() ?? [])].join()).not.toContain("secret");
});

it("keeps nothing of a prompt that the database cannot hold as it is", () => {
  const content = `a text with a character that no table holds ${String.fromCharCode(0)} and that is long enough to be kept by itself`;
  const sampling = { temperature: 0, topP: 1, topK: 0, maxTokens: 8, stop: [] };
  expect(takeApart(keyRequest(model, { model: "m-lab", messages: [{ role: "user", content }], sampling, sample: 0 }))).toBeNull();
});
