import { expect, it } from "vitest";
import { chatReplySchema } from "./chat-reply";
import { foldChunks } from "./fold-chunks";

const read = (chunks: readonly unknown[]) => chatReplySchema.parse(foldChunks(chunks));
const delta = (said: object, finish_reason: string | null = null, index = 0) => ({ choices: [{ index, delta: said, finish_reason }] });

it.each<[string, unknown[]]>([
  [
    "OpenAI and vLLM, with the counts in a chunk of their own",
    [
      delta({ role: "assistant", content: "" }),
      delta({ content: "It is " }),
      delta({ content: "so." }),
      delta({}, "stop"),
      { choices: [], usage: { prompt_tokens: 5, completion_tokens: 3 } },
    ],
  ],
  [
    "llama.cpp, which begins with null",
    [
      delta({ role: "assistant", content: null }),
      delta({ content: "It is so." }),
      delta({}, "stop"),
      { choices: [], usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 }, timings: { predicted_n: 3 } },
    ],
  ],
  [
    "vLLM that counts in every chunk",
    [
      { ...delta({ content: "It is" }), usage: { prompt_tokens: 5, completion_tokens: 2 } },
      { ...delta({ content: " so." }, "stop"), usage: { prompt_tokens: 5, completion_tokens: 3 } },
    ],
  ],
  [
    "transformers serve, with an empty fingerprint",
    [
      { ...delta({ role: "assistant" }), system_fingerprint: "" },
      { ...delta({ content: "It is so." }), system_fingerprint: "" },
      { ...delta({}, "stop"), usage: { prompt_tokens: 5, completion_tokens: 3 }, system_fingerprint: "" },
    ],
  ],
  [
    "Ollama in its own words",
    [
      { message: { role: "assistant", content: "It is " }, done: false },
      { message: { role: "assistant", content: "so." }, done: false },
      { message: { role: "assistant", content: "" }, done: true, done_reason: "stop", prompt_eval_count: 5, eval_count: 3 },
    ],
  ],
  [
    "content parts",
    [
      delta({ content: [{ type: "text", text: "It is " }] }),
      { ...delta({ content: [{ type: "text", text: "so." }] }, "eos_token"), usage: { prompt_tokens: 5, completion_tokens: 3 } },
    ],
  ],
  [
    "a whole answer as the only chunk",
    [{ choices: [{ message: { content: "It is so." }, finish_reason: "stop" }], usage: { prompt_tokens: 5, completion_tokens: 3 } }],
  ],
  [
    "chunks of a completion",
    [
      { choices: [{ text: "It is ", index: 0, finish_reason: null }] },
      { choices: [{ text: "so.", index: 0, finish_reason: "stop" }], usage: { prompt_tokens: 5, completion_tokens: 3 } },
    ],
  ],
])("puts together the chunks of %s", (_, chunks) => {
  expect(read(chunks)).toMatchObject({
    text: "It is so.",
    reasoning: "",
    finishReason: "stop",
    promptTokens: 5,
    completionTokens: 3,
    fingerprint: null,
  });
});

it("keeps thoughts apart under whichever name they come", () => {
  for (const name of ["reasoning", "reasoning_content"]) {
    expect(read([delta({ [name]: "Let me " }), delta({ [name]: "think" }), delta({ content: null }, "length")])).toMatchObject({
      text: "",
      reasoning: "Let me think",
      finishReason: "length",
    });
  }
});

it("reads the first of several answers that come mixed, and counts them", () => {
  const reply = read([
    delta({ content: "c" }, null, 1),
    delta({ content: "a" }),
    delta({ content: "d" }, "stop", 1),
    delta({ content: "b" }, "length"),
  ]);
  expect(reply).toMatchObject({ text: "ab", finishReason: "length", choices: 2 });
});

it("invents no counts and no ending that did not come", () => {
  expect(read([delta({ content: "It is" })])).toMatchObject({ finishReason: "unknown", promptTokens: null, completionTokens: null });
});

it("passes on an error in the middle of a stream as what it is", () => {
  const error = { error: { message: "out of memory", code: 500 } };
  expect(foldChunks([delta({ content: "It" }), error, delta({ content: " is" })])).toBe(error);
});

it("is not misled by what is no chunk", () => {
  expect(read([null, "[DONE]", 7, { choices: "none" }, delta({ content: "yes" }, "stop")])).toMatchObject({ text: "yes" });
  expect(chatReplySchema.safeParse(foldChunks([])).success).toBe(false);
});
