import { createServer, type Server } from "node:http";
import { Pool } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { embedCanaries } from "../embed/canary";
import { type Engine, openEngine } from "../engine";
import { passingScores } from "../memo/score-rows";
import { rewardCanaries } from "../reward/canary";
import { verifyCanaries } from "../verify/canary";

interface Seen {
  path: string;
  body: unknown;
  authorization: string | undefined;
}

let server: Server;
let engine: Engine | undefined;
let seen: Seen[];
/** What the server answers, in turn; the last one again and again. */
let replies: { status: number; body: unknown }[];
/** What it answers to a request. */
let replyTo: (body: string) => { status: number; body: unknown; wait?: number };

beforeEach(async () => {
  seen = [];
  replyTo = () => (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 500, body: null };
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      // It is asked for its models and its canaries as well, which it answers as it should.
      if (request.method === "GET") return void response.writeHead(404).end();
      const body = Buffer.concat(chunks).toString();
      const canary = canaryReply(body);
      if (canary) return void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(canary));
      seen.push({
        path: request.url ?? "",
        body: JSON.parse(body),
        authorization: request.headers.authorization,
      });
      const { status, body: said, wait = 0 } = replyTo(body);
      setTimeout(() => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said)), wait);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await engine?.close();
  server.close();
});

function canaryReply(body: string): object | null {
  const isOne = (canaries: readonly string[]) => canaries.some((canary) => body.includes(JSON.stringify(canary)));
  if (isOne(rewardCanaries.map(({ answer }) => answer))) return { data: [{ data: [1] }] };
  if (isOne(verifyCanaries)) return { choices: [{ text: "Final Decision: Yes" }] };
  return isOne(embedCanaries) ? { data: [{ embedding: [1, 2] }] } : null;
}

async function connect(kind: "reward" | "verify" | "embed", apiKey?: string) {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const setting = { url: `http://127.0.0.1:${port}/v1`, model: "judge", ...(apiKey && { apiKey }) };
  await engine?.close();
  engine = openEngine({ pool: new Pool(), endpoints: [], scorers: { [kind]: setting }, scores: passingScores() });
  return engine.scorersAlone();
}

describe("a configured scorer", () => {
  it("gives the logit of a reward model, which sees the exchange", async () => {
    replies = [{ status: 200, body: { data: [{ index: 0, data: [12.25] }] } }];
    const { reward } = await connect("reward", "secret");
    expect(await reward?.([{ request: "Hi?", answer: "Ho." }])).toEqual([12.25]);
    expect(seen[0]).toMatchObject({ path: "/pooling", authorization: "Bearer secret" });
    expect(seen[0]?.body).toMatchObject({
      model: "judge",
      messages: [
        { role: "user", content: "Hi?" },
        { role: "assistant", content: "Ho." },
      ],
    });
  });
  it("lets a verifier complete the prompt greedily and reads what it decides", async () => {
    replies = [" Final Decision: No", "Final Decision: Yes", "It seems fine."].map((text) => ({
      status: 200,
      body: { choices: [{ text }] },
    }));
    const { verify } = await connect("verify");
    for (const decision of [false, true, null]) expect(await verify?.([`User: is it ${decision}?`])).toEqual([decision]);
    expect(seen[0]).toMatchObject({ path: "/v1/completions", body: { prompt: "User: is it false?", temperature: 0 } });
  });
  it("gives vectors in the order of the texts, however they come back", async () => {
    const vector = (embedding: number[]) => ({ status: 200, body: { data: [{ index: 0, embedding }] } });
    replyTo = (body) => (body.includes("one") ? { ...vector([1, 0]), wait: 50 } : vector([0, 1]));
    const { embed } = await connect("embed");
    expect(await embed?.(["one", "two"])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
  it("is asked again when it is busy, and not when it refuses", async () => {
    replies = [
      { status: 503, body: {} },
      { status: 200, body: { choices: [{ text: "Final Decision: Yes" }] } },
    ];
    const { verify } = await connect("verify");
    expect(await verify?.(["…"])).toEqual([true]);
    replies = [{ status: 404, body: {} }];
    await expect(verify?.(["other"])).rejects.toThrow("answered HTTP 404");
    expect(seen).toHaveLength(3);
  });
  it("is quoted when it refuses, so that somebody can tell what is wrong with the answer", async () => {
    for (const body of [{ error: { message: "Too long." } }, { message: "Too long." }, { error: "Too long." }]) {
      replies = [{ status: 400, body }];
      const { reward } = await connect("reward");
      const asked = reward?.([{ request: "", answer: "" }]);
      await expect(asked).rejects.toMatchObject({ scorer: "judge", passing: false });
      await expect(asked).rejects.toThrow(/ answered HTTP 400: Too long\. Look at it/);
    }
  });
  it("is at fault, in words, when it answers in another shape", async () => {
    replies = [{ status: 200, body: { scores: [1] } }];
    const { reward } = await connect("reward");
    await expect(reward?.([{ request: "", answer: "" }])).rejects.toThrow("another shape (data)");
  });
  it("is not there when it is not configured", async () => {
    expect(await connect("embed")).toMatchObject({ reward: null, verify: null, sandbox: null });
  });
});
