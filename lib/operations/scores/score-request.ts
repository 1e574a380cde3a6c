import type { z } from "zod";
import type { Endpoint, Reply } from "@/lib/serving/endpoint/endpoint";
import type { ServerRequest } from "@/lib/serving/endpoint/server-request";

/** Milliseconds; a verifier may think for a while. */
const DEADLINE = 120_000;

/** What is asked of a scorer, over the wire. */
interface Wire<Shape extends z.ZodType> {
  path: "/pooling" | "/v1/completions" | "/v1/embeddings";
  /** Without the model's name. */
  body: Record<string, unknown>;
  shape: Shape;
  /** The numbers of a reply. @throws MalformedReply */
  read(reply: z.output<Shape>, endpoint: Endpoint): number[];
}

/** One request to a scorer. Never sent twice: there is one server for each. */
export function scoreRequest<Shape extends z.ZodType>({ path, body, shape, read }: Wire<Shape>): ServerRequest<number[]> {
  return {
    async send(endpoint, servedAs, options) {
      const reply: Reply<z.output<Shape>> = await endpoint.ask(path, shape, { body: { model: servedAs, ...body }, ...options });
      return { answer: read(reply.body, endpoint), nonce: reply.nonce, answeredAs: null };
    },
    alike: null,
    mostTokens: 0,
    deadlineMs: () => DEADLINE,
    promptMs: () => DEADLINE,
  };
}
