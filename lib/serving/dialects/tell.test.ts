import { describe, expect, it } from "vitest";
import { greedyBody } from "./asked";
import { llamaCpp } from "./llama-cpp";
import { lmStudio } from "./lm-studio";
import { namedFields } from "./named-fields";
import { ollama } from "./ollama";
import { plain } from "./plain";
import { sglang } from "./sglang";
import { type Told, tell } from "./tell";
import { tgi } from "./tgi";
import { transformersServe } from "./transformers-serve";
import { vllm } from "./vllm";

const greedy = greedyBody("Is it so?", 16);
const drawn = { ...greedy, temperature: 0.7, seed: 7 };
const none = new Map<string, number>();
const bodyOf = (told: Told) => ("body" in told ? told.body : told.cannot);

describe("a request in a server's words", () => {
  it("holds nothing that is not needed", () => {
    for (const dialect of [vllm, sglang, llamaCpp, tgi, ollama, lmStudio, transformersServe, plain]) {
      const body = bodyOf(tell(dialect, greedy, none));
      for (const name of ["n", "stop", "seed", "continue_final_message", "add_generation_prompt"])
        expect(body, dialect.name).not.toHaveProperty(name);
    }
  });

  it("leaves out for Text Generation Inference what would set something off", () => {
    expect(bodyOf(tell(tgi, { ...drawn, presence_penalty: 0 }, none))).toEqual({
      messages: drawn.messages,
      temperature: 0.7,
      seed: 7,
      max_tokens: 16,
    });
    expect(tell(tgi, { ...drawn, top_k: 20 }, none)).toEqual({ cannot: "has no field for top_k, which is 20" });
    // Greedily the likeliest token is taken, whatever else is asked.
    expect(bodyOf(tell(tgi, { ...greedy, top_k: 20, top_p: 0.9 }, none))).toEqual({
      messages: greedy.messages,
      temperature: 0,
      max_tokens: 16,
    });
  });

  it("tells Ollama in its own protocol, where it can be told all and forgets nothing", () => {
    expect(bodyOf(tell(ollama, drawn, none))).toMatchObject({
      options: { temperature: 0.7, top_k: 0, top_p: 1, min_p: 0, repeat_penalty: 1, num_predict: 16, seed: 7 },
      truncate: false,
      shift: false,
    });
  });

  it("says otherwise what was refused, as long as there is another way to say it", () => {
    const toldAfter = (...refused: [string, number][]) => tell(plain, drawn, new Map(refused));
    expect(bodyOf(toldAfter())).toMatchObject({ top_k: -1, repetition_penalty: 1, repeat_penalty: 1 });
    expect(bodyOf(toldAfter(["top_k", 1]))).toMatchObject({ top_k: 0 });
    expect(bodyOf(toldAfter(["top_k", 2]))).not.toHaveProperty("top_k");
    expect(bodyOf(toldAfter(["max_tokens", 1]))).toMatchObject({ max_completion_tokens: 16 });
    expect(bodyOf(toldAfter(["seed", 1]))).not.toHaveProperty("seed");
    expect(bodyOf(toldAfter(["temperature", 1]))).toBe("refuses temperature, which is 0.7");
  });

  it("is none where the server would add something of its own all the same", () => {
    const refused = new Map([["min_p", 1]]);
    expect(bodyOf(tell(llamaCpp, drawn, refused))).toBe("adds min_p 0.05 and cannot be told otherwise");
    expect(bodyOf(tell(llamaCpp, greedy, refused))).not.toHaveProperty("min_p");
    expect(bodyOf(tell(llamaCpp, greedy, new Map([["repeat_penalty", 1]])))).toMatch(/^adds the repeat_penalty/);
  });
});

describe("the fields that a refusal names", () => {
  const sent = ["temperature", "top_k", "min_p", "max_tokens", "repeat_penalty"];

  it.each([
    ["Unexpected fields in the request: {'min_p', 'top_k'}", ["top_k", "min_p"]],
    ["Unrecognized request argument supplied: top_k", ["top_k"]],
    ["body.top_k: Input should be greater than or equal to 0", ["top_k"]],
    ["top_k must be -1 (disable) or at least 1, got 0.", ["top_k"]],
    ["Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", ["max_tokens"]],
    ["body.min_p: Extra inputs are not permitted", ["min_p"]],
    ["CUDA out of memory", []],
    ["The model does not exist", []],
    ["stopped at top_k", []],
  ])("are found: %s", (reason, named) => {
    expect(namedFields(reason, sent)).toEqual(named);
  });
});
