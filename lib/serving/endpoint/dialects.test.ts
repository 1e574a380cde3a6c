import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completeChat } from "../asking/complete-chat";
import { type ChatBody, greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { chatCanary } from "../health/chat-canary";
import { llamaCpp } from "../testing/dialects/llama-cpp";
import { llamaCppPython } from "../testing/dialects/llama-cpp-python";
import { lmStudio } from "../testing/dialects/lm-studio";
import { ollama } from "../testing/dialects/ollama";
import { type InForce, type RecordedServer, type StartedServer, startRecorded } from "../testing/dialects/recorded-server";
import { sglang } from "../testing/dialects/sglang";
import { strict } from "../testing/dialects/strict";
import { tgi } from "../testing/dialects/tgi";
import { transformersServe } from "../testing/dialects/transformers-serve";
import { vllm } from "../testing/dialects/vllm";
import { rememberedCanaries } from "../testing/remembered-canaries";
import { chatReplySchema } from "./chat-reply";
import { Endpoint } from "./endpoint";
import { foldChunks } from "./fold-chunks";
import { askForListing } from "./listing";

const recorded = [vllm, sglang, llamaCpp, llamaCppPython, tgi, ollama, lmStudio, transformersServe, strict];
const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const { signal } = new AbortController();

const drawn: ChatBody = { ...greedyBody("Is it so?", 16), temperature: 0.7, top_p: 0.9, stop: ["\n\n"], seed: 7 };
const inForce: InForce = {
  temperature: 0.7,
  topP: 0.9,
  topK: 0,
  minP: 0,
  repetition: 1,
  presence: 0,
  frequency: 0,
  maxTokens: 16,
  stop: ["\n\n"],
  seed: 7,
};

describe.each(recorded.map((server) => [server.name, server] as const))("%s", (_, server) => {
  let started: StartedServer;
  let directory: Directory;

  beforeAll(async () => {
    started = await startRecorded(server);
    const models = server.model === model.servedAs ? undefined : { [model.servedAs]: { name: server.model } };
    directory = new Directory([{ name: "lab", url: `${started.url}/v1`, models }], { canary: chatCanary(rememberedCanaries()) });
  });

  afterAll(async () => {
    await directory.close();
    started.close();
  });

  const ask = (body: ChatBody) => completeChat(model, body, { signal, caller: {}, endpoints: directory });

  // It counts whole answers alone, and all that may take long are streamed.
  const counted = (tokens: number) => (server === llamaCppPython ? null : tokens);

  it("answers under the model's name in the portal, and passes its canary", async () => {
    expect(await ask(greedyBody("Is it so?", 16))).toMatchObject({
      text: "It has 9 letters.",
      finishReason: "stop",
      promptTokens: counted(3),
      completionTokens: counted(4),
    });
    expect(directory.describe()).toMatchObject([{ state: "ready", message: null, server: server.name }]);
    const note = directory.describe()[0]?.note ?? "";
    expect(note.includes("It refuses")).toBe(server === strict);
  });

  it("draws as it was asked to, whatever it would do of its own", async () => {
    await ask(drawn);
    expect(started.sampled.at(-1)).toEqual(inForce);
    await ask(greedyBody("Is it so?", 16));
    expect(started.sampled.at(-1)).toMatchObject({ temperature: 0, repetition: 1, presence: 0, frequency: 0 });
  });

  it("draws among the likeliest tokens where it is asked to, or says that it cannot", async () => {
    const asked = ask({ ...drawn, top_k: 50 });
    if (server === tgi || server === strict) await expect(asked).rejects.toThrow(/top_k, which is 50/);
    else {
      await asked;
      expect(started.sampled.at(-1)).toMatchObject({ topK: 50 });
    }
  });

  it("is named beside its answers", async () => {
    const { engine } = await ask(greedyBody("Is it so?", 16));
    expect(engine.startsWith(server.name)).toBe(server !== strict);
  });

  it("says that the limit of tokens cut an answer", async () => {
    expect(await ask(greedyBody("Count to a hundred.", 5))).toMatchObject({
      finishReason: "length",
      completionTokens: counted(5),
      text: "w0 w1 w2 w3 w4",
    });
  });

  it("leaves the word that ends an answer out of it", async () => {
    const answer = await ask({ ...greedyBody("Count to a hundred.", 60), stop: ["w4", "w7"] });
    expect(answer).toMatchObject({ text: "w0 w1 w2 w3 ", finishReason: "stop" });
  });

  it("keeps thoughts apart where the server does", async () => {
    const answer = await ask(greedyBody("Think about it.", 5));
    expect(answer.finishReason).toBe("length");
    const keepsApart = server !== tgi && server !== llamaCppPython;
    expect(answer).toMatchObject(
      keepsApart ? { text: "", reasoning: "hmm hmm hmm hmm hmm" } : { text: "<think>hmm hmm hmm hmm hmm", reasoning: "" },
    );
  });

  it("tells how long its context is, if it does", async () => {
    const { contextLength } = await directory.find(model);
    expect(contextLength).toBe(server.tells ? server.contextLength : null);
  });

  it("refuses what does not fit, and is understood", async () => {
    const asked = ask(greedyBody("word ".repeat(20_000), 16));
    if (server.tooLong === null) expect((await asked).finishReason).toBe("stop");
    else await expect(asked).rejects.toMatchObject({ name: "ContextTooLong" });
  });

  it("continues an answer that was begun, or says that it cannot", async () => {
    const { messages } = greedyBody("Is it so?", 16);
    const begun: ChatBody = {
      ...greedyBody("", 16),
      messages: [...messages, { role: "assistant", content: "I think: " }],
      continue_final_message: true,
      add_generation_prompt: false,
    };
    if (server.continues === null) await expect(ask(begun)).rejects.toThrow(/cannot continue an answer that was begun/);
    else expect((await ask(begun)).text.trim()).toBe("It has 9 letters.");
  });

  it("streams the same answer as it gives whole", async () => {
    for (const question of ["Is it so?", "Think about it.", "Count to a hundred."]) {
      await ask(greedyBody(question, 5));
      const sent = started.bodies.at(-1);
      const [whole, streamed] = [
        await post(started, server, { ...sent, stream: false }),
        await post(started, server, { ...sent, stream: true }),
      ];
      const reply = chatReplySchema.parse(JSON.parse(whole));
      const folded = chatReplySchema.parse(foldChunks(chunksIn(streamed)));
      const counts = server === llamaCppPython ? { promptTokens: null, completionTokens: null } : {};
      expect(folded, question).toEqual({ ...reply, ...counts });
    }
  });

  it("is asked which server it is once, not each time that it lists its models", async () => {
    const endpoint = new Endpoint({ name: "lab", url: started.url });
    await askForListing(endpoint, 1_000);
    expect(endpoint.speech.dialect.name).toBe(server.name);
    const { dialect } = endpoint.speech;
    await askForListing(endpoint, 1_000);
    expect(endpoint.speech.dialect).toBe(dialect);
    await endpoint.close();
  });
});

async function post(started: StartedServer, server: RecordedServer, body: unknown): Promise<string> {
  const response = await fetch(`${started.url}${server.chatPath}`, { method: "POST", body: JSON.stringify(body) });
  return response.text();
}

function chunksIn(streamed: string): unknown[] {
  const lines = streamed.split("\n").map((line) => line.replace(/^data: /, ""));
  return lines.filter((line) => line !== "" && line !== "[DONE]").map((line) => JSON.parse(line));
}
