import { expect, it } from "vitest";
import { isAboutLength } from "./about-length";

const says = (reason: string, more: { code?: string; kind?: string } = {}) =>
  isAboutLength({ reason, code: more.code ?? null, kind: more.kind ?? null });

it.each([
  [
    "vLLM",
    "You passed 2049 input tokens and requested 16 output tokens. However, the model's context length is only 2048 tokens, resulting in …",
  ],
  ["vLLM, no room", "max_tokens must be at least 1, got -186."],
  ["vLLM, the answer", "'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum context length is 4096 tokens"],
  ["vLLM, older", "This model's maximum context length is 2048 tokens. However, you requested 3000 tokens"],
  ["vLLM, its engine", "The decoder prompt (length 3000) is longer than the maximum model length of 2048. Make sure that …"],
  ["llama.cpp", "request (904 tokens) exceeds the available context size (512 tokens), try increasing it"],
  ["llama.cpp, older", "the request exceeds the available context size. try increasing the context size or enable context shift"],
  ["SGLang", "The input (3000 tokens) is longer than the model's context length (2048 tokens)."],
  ["SGLang, with the answer", "Requested token count exceeds the model's maximum context length of 2048 tokens."],
  [
    "Text Generation Inference",
    "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048. Given: 3000 `inputs` tokens and 16 `max_new_tokens`",
  ],
  ["Text Generation Inference, the prompt", "Input validation error: `inputs` must have less than 2047 tokens. Given: 3000"],
  [
    "LM Studio",
    "Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 2048 tokens",
  ],
  ["Ollama", "the input length exceeds the context length"],
  ["Ollama, newer", "prompt too long; exceeded max context length by 12 tokens"],
  ["llama-cpp-python", "Requested tokens (600) exceed context window of 512"],
  ["Mistral", "Prompt contains 140000 tokens, too large for model with 131072 maximum context length"],
  ["Anthropic", "prompt is too long: 210000 tokens > 200000 maximum"],
  ["others", "Please reduce the length of the messages."],
])("knows that it does not fit when %s says so", (_, reason) => {
  expect(says(reason)).toBe(true);
});

it("knows the codes and types that say so", () => {
  expect(says("no", { code: "context_length_exceeded" })).toBe(true);
  expect(says("no", { kind: "exceed_context_size_error" })).toBe(true);
});

it.each([
  ["top_k must be -1 (disable), or at least 1, got 0."],
  ["max_tokens must be an integer"],
  ["The model `lab/other` does not exist."],
  ["Unrecognized request argument supplied: top_k"],
  ["Rate limit reached: too many tokens per minute"],
  ["`top_p` must be > 0.0 and < 1.0"],
  ["invalid api key"],
])("takes nothing else for it: %s", (reason) => {
  expect(says(reason)).toBe(false);
});
