import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectScorers } from "./connect-scorers";

interface Seen {
  path: string;
  body: unknown;
  authorization: string | undefined;
}

let server: Server;
let seen: Seen[];
/** What the server answers, in turn; the last one again and again. */
let replies: { status: number; body: unknown }[];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({
        path: request.url ?? "",
        body: JSON.parse(Buffer.concat(chunks).toString()),
        authorization: request.headers.authorization,
      });
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      response.writeHead(reply?.status ?? 500, { "content-type": "application/json" }).end(JSON.stringify(reply?.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => server.close());

async function connect(kind: "reward" | "verify" | "embed", apiKey?: string) {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const setting = { url: `http://127.0.0.1:${port}/v1`, model: "judge", ...(apiKey && { apiKey }) };
  return connectScorers({ [kind]: setting });
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
    for (const decision of [false, true, null]) expect(await verify?.(["User: …"])).toEqual([decision]);
    expect(seen[0]).toMatchObject({ path: "/v1/completions", body: { prompt: "User: …", temperature: 0 } });
  });
  it("gives vectors in the order of the texts, however they come back", async () => {
    const data = [
      { index: 1, embedding: [0, 1] },
      { index: 0, embedding: [1, 0] },
    ];
    replies = [{ status: 200, body: { data } }];
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
    await expect(verify?.(["…"])).rejects.toThrow("answered HTTP 404");
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
