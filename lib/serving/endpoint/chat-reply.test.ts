import { describe, expect, it } from "vitest";
import { chatReplySchema } from "./chat-reply";

const usage = { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 };
const reply = (message: object, finish_reason: unknown = "stop", more: object = { usage }) => ({
  choices: [{ index: 0, message, finish_reason }],
  ...more,
});

describe("a whole answer", () => {
  it.each<[string, object, string, string]>([
    ["a text", { content: "yes" }, "yes", ""],
    ["none, because all went into a thought (vLLM now)", { content: null, reasoning: "Let me think" }, "", "Let me think"],
    ["none, under the older name", { content: null, reasoning_content: "Let me think" }, "", "Let me think"],
    ["both", { content: "yes", reasoning_content: "Let me think" }, "yes", "Let me think"],
    ["no field of its own at all", { role: "assistant" }, "", ""],
    ["parts", { content: [{ type: "text", text: "ye" }, { type: "image_url" }, "s"] }, "yes", ""],
    ["an empty text", { content: "" }, "", ""],
  ])("is read where it holds %s", (_, message, text, reasoning) => {
    expect(chatReplySchema.parse(reply(message, "length"))).toMatchObject({ text, reasoning, finishReason: "length" });
  });

  it.each([
    ["stop", "stop"],
    ["eos_token", "stop"],
    ["stop_sequence", "stop"],
    ["eosFound", "stop"],
    ["length", "length"],
    ["max_tokens", "length"],
    ["maxPredictedTokensReached", "length"],
    ["content_filter", "filter"],
    ["tool_calls", "tool"],
    ["function_call", "tool"],
    ["load", "unknown"],
    ["something new", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
    [7, "unknown"],
  ])("ends, where the server says %j, as %s", (said, finishReason) => {
    expect(chatReplySchema.parse(reply({ content: "yes" }, said))).toMatchObject({ text: "yes", finishReason, isGivenUp: false });
  });

  it.each(["abort", "error", "cancelled"])("is told apart where the server gave up: %s", (said) => {
    expect(chatReplySchema.parse(reply({ content: "ye" }, said)).isGivenUp).toBe(true);
  });

  it.each<[string, object, number | null, number | null]>([
    ["all", { usage }, 5, 3],
    ["nothing", {}, null, null],
    ["null", { usage: null }, null, null],
    ["the prompt alone", { usage: { prompt_tokens: 5 } }, 5, null],
    ["a sum and one part", { usage: { prompt_tokens: 5, total_tokens: 8 } }, 5, 3],
    ["a sum and the other part", { usage: { completion_tokens: 3, total_tokens: 8 } }, 5, 3],
    ["a sum alone", { usage: { total_tokens: 8 } }, null, null],
    ["what is no count", { usage: { prompt_tokens: -1, completion_tokens: "3" } }, null, null],
  ])("counts nothing that the server did not: it tells %s", (_, more, promptTokens, completionTokens) => {
    expect(chatReplySchema.parse(reply({ content: "yes" }, "stop", more))).toMatchObject({ promptTokens, completionTokens });
  });

  it("is the first where several came, and says how many", () => {
    const several = { choices: ["a", "b"].map((content) => ({ message: { content }, finish_reason: "stop" })) };
    expect(chatReplySchema.parse(several)).toMatchObject({ text: "a", choices: 2 });
  });

  it.each<[string, unknown]>([
    ["no choices", { choices: [] }],
    ["nothing in its choice", { choices: [{ message: { content: null }, finish_reason: null }] }],
    ["no message", { choices: [{ text: "yes", finish_reason: "stop" }] }],
    ["more tokens than there can be", reply({ content: "yes" }, "stop", { usage: { ...usage, completion_tokens: 2 ** 40 } })],
    ["no JSON object", "yes"],
  ])("is none where there is %s", (_, said) => {
    expect(chatReplySchema.safeParse(said).success).toBe(false);
  });
});
