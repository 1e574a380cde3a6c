import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { embedCanaries } from "../embed/canary";
import { rewardCanaries } from "../reward/canary";
import { verifyCanaries } from "../verify/canary";

/** What scorers are asked again and again whether they are still the same. */
const canaries: readonly string[] = [...rewardCanaries.map(({ answer }) => answer), ...verifyCanaries, ...embedCanaries];

const exchanged = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })).length(2) });
const completed = z.object({ prompt: z.string(), temperature: z.literal(0), n: z.literal(1) });
const embedded = z.object({ input: z.array(z.string()).min(1), encoding_format: z.literal("float") });
const verified = /### Student Answer: (.*)\n\nFor the above question/s;

/** What the models behind the stand-in would say of an answer or a text. */
export interface Judgements {
  reward(answer: string): number;
  /** What a verifier says when it is shown this answer. */
  says(answer: string): string;
  vector(text: string): number[];
}

export interface ScorerServer {
  url: string;
  /** What each address was asked to score, in order: answers, answers that a verifier was shown, texts. No canaries. */
  asked: Record<"reward" | "verify" | "embed", string[]>;
  /** From now on it refuses what this names, until it is told otherwise. */
  refuse(isRefused: (scored: string) => boolean): void;
  /** Ends as a killed process does: connections closed, new ones refused. */
  goAway(): Promise<void>;
  /** Continues at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A reward model at `/pooling`, a verifier at `/v1/completions` and an embedding model at `/v1/embeddings` without any model,
 * as vLLM serves them: what they say depends on what is scored alone, after `latency` milliseconds; to canaries at once.
 */
export async function startScorerServer(judgements: Judgements, latency = 0): Promise<ScorerServer> {
  const asked: ScorerServer["asked"] = { reward: [], verify: [], embed: [] };
  let isRefused: (scored: string) => boolean = () => false;
  let isCanary = false;
  const answer = (url: string | undefined, body: unknown): unknown => {
    const take = (kind: keyof typeof asked, scored: string, whole = scored) => {
      isCanary = canaries.includes(whole);
      if (isCanary) return scored;
      if (isRefused(scored)) return null;
      asked[kind].push(scored);
      return scored;
    };
    if (url === "/pooling") {
      const scored = take("reward", exchanged.parse(body).messages.at(-1)?.content ?? "");
      return scored === null ? null : { data: [{ index: 0, data: [judgements.reward(scored)] }] };
    }
    if (url === "/v1/completions") {
      const { prompt } = completed.parse(body);
      const scored = take("verify", verified.exec(prompt)?.[1] ?? "", prompt);
      return scored === null ? null : { choices: [{ index: 0, text: judgements.says(scored), finish_reason: "stop" }] };
    }
    if (url !== "/v1/embeddings") return null;
    const texts = embedded.parse(body).input.map((text) => take("embed", text));
    const vectors = texts.map((text, index) => ({ index, embedding: judgements.vector(text ?? "") }));
    return texts.includes(null) ? null : { data: vectors.reverse() };
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    // As some servers, it has no list of models.
    if (request.method === "GET") return void response.writeHead(404).end();
    const said = answer(request.url, JSON.parse(Buffer.concat(chunks).toString()));
    const send = () => response.writeHead(said === null ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(said));
    setTimeout(send, isCanary ? 0 : latency).unref();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const goAway = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    refuse: (refused) => {
      isRefused = refused;
    },
    goAway,
    comeBack: () => new Promise<void>((done) => server.listen(port, "127.0.0.1", done)),
    close: goAway,
  };
}
