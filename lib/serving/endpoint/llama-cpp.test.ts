import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { completeChat } from "../asking/complete-chat";
import { type ChatBody, greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { chatCanary } from "../health/chat-canary";
import { findLlamaPython, type LlamaServer, startLlamaServer } from "../testing/llama-server";
import { rememberedCanaries } from "../testing/remembered-canaries";
import { chatReplySchema } from "./chat-reply";
import { foldChunks } from "./fold-chunks";

const found = findLlamaPython(process.env.LLAMA_PYTHON);
const file = resolve("zoo/models/zoo-scribe/model.gguf");
const model = { servedAs: "zoo/scribe", weightsHash: "b".repeat(64) };
const { signal } = new AbortController();
const slots = z.tuple([z.object({ params: z.record(z.string(), z.unknown()) })]);

describe.skipIf("missing" in found)(`llama.cpp's own server${"missing" in found ? ` (not tried: ${found.missing})` : ""}`, () => {
  let server: LlamaServer;
  let directory: Directory;

  beforeAll(async () => {
    server = await startLlamaServer("python" in found ? found.python : "", file, 512);
    const setting = { name: "lab", url: server.url, models: { [model.servedAs]: { name: file } } };
    directory = new Directory([setting], { canary: chatCanary(rememberedCanaries()) });
  }, 60_000);

  afterAll(async () => {
    await directory.close();
    server.stop();
  });

  const ask = (body: ChatBody) => completeChat(model, body, { signal, caller: {}, endpoints: directory });
  /** What the server says that it used for its last request. */
  const inForce = async () => slots.parse(await (await fetch(`${server.url}/slots`)).json())[0].params;

  it("passes its canary, answers, counts and says who it is", async () => {
    const answer = await ask(greedyBody("What is 17 + 26?", 8));
    expect(answer.text).not.toBe("");
    expect(answer).toMatchObject({ finishReason: expect.stringMatching(/^(stop|length)$/), reasoning: "" });
    expect(answer.engine).toMatch(/^llama\.cpp /);
    expect(answer.promptTokens).toBeGreaterThan(0);
    expect(directory.describe()).toMatchObject([{ state: "ready" }]);
    expect((await directory.find(model)).contextLength).toBe(512);
  });

  it("uses the sampling that it was asked for and nothing of its own", async () => {
    await ask({ ...greedyBody("What is 17 + 26?", 8), temperature: 0.7, top_p: 0.9, seed: 7 });
    const used = await inForce();
    expect(used).toMatchObject({
      seed: 7,
      top_k: 0,
      min_p: 0,
      repeat_penalty: 1,
      presence_penalty: 0,
      frequency_penalty: 0,
      dry_multiplier: 0,
      xtc_probability: 0,
      dynatemp_range: 0,
      mirostat: 0,
      max_tokens: 8,
      samplers: ["penalties", "temperature", "top_k", "top_p", "min_p"],
    });
    expect(used.temperature).toBeCloseTo(0.7);
    expect(used.top_p).toBeCloseTo(0.9);
  });

  it("draws another text with another seed, and the same again with the same", async () => {
    const draw = async (seed: number) => (await ask({ ...greedyBody("Write about the sea.", 40), temperature: 1.5, seed })).text;
    const [first, second, again] = [await draw(1), await draw(2), await draw(1)];
    expect(second).not.toBe(first);
    expect(again).toBe(first);
  });

  it("refuses what does not fit, and ends an answer where its context is full, which is understood as the same", async () => {
    await expect(ask(greedyBody("word ".repeat(900), 8))).rejects.toMatchObject({
      name: "ContextTooLong",
      message: expect.stringContaining("512"),
    });
    const full = { ...greedyBody("word ".repeat(500), 200), temperature: 1.5, seed: 3 };
    await expect(ask(full)).rejects.toMatchObject({ name: "ContextTooLong" });
  });

  it("continues an answer without giving its beginning back", async () => {
    const messages: ChatBody["messages"] = [...greedyBody("What is 17 + 26?", 1).messages, { role: "assistant", content: "17 + 26 =" }];
    const begun: ChatBody = { ...greedyBody("", 8), messages, continue_final_message: true, add_generation_prompt: false };
    expect((await ask(begun)).text.startsWith("17 + 26 =")).toBe(false);
  });

  it("streams what it gives whole", async () => {
    const body = { messages: greedyBody("What is 17 + 26?", 1).messages, temperature: 0, max_tokens: 8, cache_prompt: false };
    const post = async (more: object) => {
      const response = await fetch(`${server.url}/v1/chat/completions`, { method: "POST", body: JSON.stringify({ ...body, ...more }) });
      return response.text();
    };
    const whole = chatReplySchema.parse(JSON.parse(await post({})));
    const lines = (await post({ stream: true, stream_options: { include_usage: true } }))
      .split("\n")
      .filter((line) => line.startsWith("data: {"));
    expect(chatReplySchema.parse(foldChunks(lines.map((line) => JSON.parse(line.slice(6)))))).toEqual(whole);
  });
});
