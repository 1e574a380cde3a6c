import { describe, expect, it } from "vitest";
import { ApiError } from "./api-error";
import { chatRequest, parseRequest, textRequest } from "./schema";
import { readSettings } from "./settings";

const user = { role: "user", content: "Hello?" };
const chat = (fields: object) => parseRequest(chatRequest, JSON.stringify({ model: "m", messages: [user], ...fields }));

function refusal(work: () => unknown): ApiError {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a chat request", () => {
  it("has OpenAI's defaults", () => {
    expect(chat({})).toMatchObject({ temperature: 1, top_p: 1, top_k: 0, stop: [], logprobs: false, continue_final_message: false });
  });

  it("takes one stop text or several, and settings that change nothing", () => {
    expect(chat({ stop: "\n" }).stop).toEqual(["\n"]);
    expect(chat({ stop: ["a", "b"] }).stop).toEqual(["a", "b"]);
    expect(() =>
      chat({ stream: false, n: 1, presence_penalty: 0, frequency_penalty: 0, min_p: 0, repetition_penalty: 1, top_k: -1 }),
    ).not.toThrow();
  });

  it("is refused where a setting would be ignored, and says which", () => {
    for (const [name, value] of Object.entries({
      stream: true,
      n: 2,
      presence_penalty: 1,
      frequency_penalty: 0.5,
      min_p: 0.1,
      repetition_penalty: 1.1,
    })) {
      expect(refusal(() => chat({ [name]: value }))).toMatchObject({ code: "invalid_request", param: name, status: 400 });
    }
    expect(refusal(() => chat({ tools: [] }))).toMatchObject({ code: "unsupported_parameter", param: "tools" });
  });

  it("is refused out of range", () => {
    for (const fields of [
      { temperature: -1 },
      { temperature: 3 },
      { top_p: 0 },
      { top_k: 1.5 },
      { max_tokens: 0 },
      { seed: 0.5 },
      { messages: [] },
      { stop: [""] },
      { top_logprobs: 3 },
      { logprobs: true, top_logprobs: 21 },
      { model: "" },
      { max_tokens: 3, max_completion_tokens: 4 },
    ]) {
      expect(refusal(() => chat(fields)).status).toBe(400);
    }
  });

  it("continues an assistant's message only when it says so", () => {
    const messages = [user, { role: "assistant", content: "Well" }];
    expect(chat({ messages, continue_final_message: true, add_generation_prompt: false }).continue_final_message).toBe(true);
    expect(refusal(() => chat({ messages })).param).toBe("messages");
    expect(refusal(() => chat({ continue_final_message: true })).param).toBe("continue_final_message");
    expect(refusal(() => chat({ messages, continue_final_message: true, add_generation_prompt: true })).param).toBe(
      "add_generation_prompt",
    );
  });

  it("is refused when it is no JSON object", () => {
    expect(refusal(() => parseRequest(chatRequest, "{"))).toMatchObject({ code: "invalid_json", status: 400 });
    for (const text of ["null", "[]", '"x"', "{}"]) expect(refusal(() => parseRequest(chatRequest, text)).code).toBe("invalid_request");
  });
});

it("reads a text request", () => {
  expect(parseRequest(textRequest, '{"model":"m","prompt":"x","logprobs":2}')).toMatchObject({ max_tokens: 16, logprobs: 2 });
  expect(refusal(() => parseRequest(textRequest, '{"model":"m","prompt":"x","echo":true}')).param).toBe("echo");
});

it("reads the command line, and listens on loopback addresses only", () => {
  expect(readSettings([])).toMatchObject({ host: "127.0.0.1", port: 3180, models: "zoo/models" });
  expect(readSettings(["--port", "0", "--models", "elsewhere"])).toMatchObject({ port: 0, models: "elsewhere" });
  expect(readSettings(["--host", "0.0.0.0"])).toHaveProperty("problem");
  expect(readSettings(["--port", "many"])).toHaveProperty("problem");
  expect(readSettings(["--unknown", "x"])).toHaveProperty("problem");
});
