import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const body = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })).length(2) });

export interface RewardServer {
  url: string;
  /** Answers that it was asked to score, in order. */
  scored: string[];
  /** From now on it refuses, until it is told otherwise. */
  refuse(isRefusing: boolean): void;
  close(): Promise<void>;
}

/** A reward model without a model, as vLLM serves them at `/pooling`: what it gives depends on the answer alone. */
export async function startRewardServer(rewardOf: (answer: string) => number): Promise<RewardServer> {
  const scored: string[] = [];
  let isRefusing = false;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [, answer] = body.parse(JSON.parse(Buffer.concat(chunks).toString())).messages;
    if (isRefusing) return response.writeHead(404).end("{}");
    scored.push(answer?.content ?? "");
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data: [{ index: 0, data: [rewardOf(answer?.content ?? "")] }] }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    scored,
    refuse: (refusing) => {
      isRefusing = refusing;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
