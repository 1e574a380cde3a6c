import { z } from "zod";
import type { ServerRequest } from "@/lib/serving/endpoint/server-request";
import { MalformedReply } from "@/lib/serving/errors";
import { scoreRequest } from "../scores/score-request";

const embeddings = z.object({ data: z.array(z.object({ index: z.int().optional(), embedding: z.array(z.number()).min(1) })) });

/** The vector of one text. */
export function embedRequest(text: string): ServerRequest<number[]> {
  return scoreRequest({
    path: "/v1/embeddings",
    body: { input: [text], encoding_format: "float" },
    shape: embeddings,
    read: ({ data }, endpoint) => {
      const [only] = data;
      if (!only || data.length !== 1) throw new MalformedReply(endpoint.name, `${data.length} vectors for 1 text`, "data");
      return only.embedding;
    },
  });
}
