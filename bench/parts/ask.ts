import { parseArgs } from "node:util";
import OpenAI from "openai";
import { Pool } from "undici";
import type { GenerateRequest } from "@/lib/operations/contract";

/**
 * Asks the mock endpoint with one client, in a process of its own, so that no client warms or burdens another. Prints one
 * line of JSON: for each pass the seconds, the processor time per request in milliseconds, and the errors.
 */
const { values } = parseArgs({
  options: {
    client: { type: "string", default: "undici" },
    url: { type: "string", default: "" },
    requests: { type: "string", default: "1000" },
    "in-flight": { type: "string", default: "64" },
    /** Requests before the first pass. */
    warm: { type: "string", default: "500" },
    passes: { type: "string", default: "1" },
    /** Told apart by it, two passes never ask the same; the same salt asks the same again. */
    salt: { type: "string", default: "0" },
    model: { type: "string", default: "{}" },
  },
});
const inFlight = Number(values["in-flight"]);
const filler = "some words that make the prompt as long as prompts are ".repeat(17);
const sampling = { temperature: 0, topP: 1, topK: 0, maxTokens: 256, stop: [] };
const prompt = (salt: string, place: number) => `Question ${salt}-${place}: ${filler}`;
const bodyOf = (salt: string, place: number) => ({
  model: "mock",
  messages: [{ role: "user" as const, content: prompt(salt, place) }],
  temperature: 0,
  top_p: 1,
  max_tokens: 256,
});

/** Asks `count` questions; gives the number of failures. */
type Client = (salt: string, count: number) => Promise<number>;

/** Keeps `inFlight` requests on their way. */
function workers(askOne: (salt: string, place: number) => Promise<void>): Client {
  return async (salt, count) => {
    let [next, failures] = [0, 0];
    const work = async () => {
      while (next < count) {
        const place = next;
        next += 1;
        await askOne(salt, place).catch(() => {
          failures += 1;
        });
      }
    };
    await Promise.all(Array.from({ length: inFlight }, work));
    return failures;
  };
}

function withUndici(): Client {
  const pool = new Pool(values.url, { connections: inFlight, headersTimeout: 0, bodyTimeout: 0 });
  return workers(async (salt, place) => {
    const { statusCode, body } = await pool.request({
      path: "/v1/chat/completions",
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(bodyOf(salt, place)),
    });
    expectText(statusCode, JSON.parse(await body.text()));
  });
}

function withFetch(): Client {
  return workers(async (salt, place) => {
    const reply = await fetch(`${values.url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(bodyOf(salt, place)),
    });
    expectText(reply.status, await reply.json());
  });
}

function withSdk(): Client {
  const client = new OpenAI({ baseURL: `${values.url}/v1`, apiKey: "none", maxRetries: 0 });
  return workers(async (salt, place) => {
    expectText(200, await client.chat.completions.create(bodyOf(salt, place)));
  });
}

function expectText(status: number, reply: { choices: { message: { content: string | null } }[] }): void {
  if (status !== 200 || !reply.choices[0]?.message.content) throw new Error("no text came");
}

/** The whole path: keys, look-up, window, sending, storing, acknowledging after the commit. */
async function withEngine(): Promise<Client> {
  const { openConfiguredEngine } = await import("@/lib/operations/engine");
  const { onlyThese } = await import("@/lib/operations/model-source");
  const engine = openConfiguredEngine();
  const models = [JSON.parse(values.model)];
  return async (salt, count) => {
    const operations = engine.operations({
      models: onlyThese(models),
      seed: salt,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    const requests = Array.from({ length: count }, (_, place): GenerateRequest => {
      return { model: models[0].label, messages: [{ role: "user", content: prompt(salt, place) }], sampling, sample: 0 };
    });
    const generations = await operations.generate(requests);
    return generations.filter(({ text }) => text === "").length;
  };
}

const clients: Record<string, () => Client | Promise<Client>> = {
  undici: withUndici,
  fetch: withFetch,
  openai: withSdk,
  engine: withEngine,
};
const client = await clients[values.client]?.();
if (!client) throw new Error(`There is no client ${values.client}.`);
if (Number(values.warm) > 0) await client(`warm ${values.salt}`, Number(values.warm));
const count = Number(values.requests);
const passes: { seconds: number; cpuMs: number; failures: number }[] = [];
for (let pass = 0; pass < Number(values.passes); pass += 1) {
  const [from, processor] = [performance.now(), process.cpuUsage()];
  const failures = await client(values.salt, count);
  const { user, system } = process.cpuUsage(processor);
  passes.push({ seconds: (performance.now() - from) / 1_000, cpuMs: (user + system) / 1_000 / count, failures });
}
process.stdout.write(`${JSON.stringify(passes)}\n`);
process.exit(0);
