import { z } from "zod";
import type { ServerRequest } from "@/lib/serving/endpoint/server-request";
import { MalformedReply } from "@/lib/serving/errors";
import type { AnsweredRequest } from "@/lib/tasks/scoring/scorers";
import { scoreRequest } from "../scores/score-request";

const pooled = z.object({ data: z.array(z.object({ data: z.unknown() })).min(1) });

/** The logit from vLLM's `/pooling` for a sequence classifier; without its activation, because the logit itself is the reward. */
export function rewardRequest({ request, answer }: AnsweredRequest): ServerRequest<number[]> {
  const messages = [
    { role: "user", content: request },
    { role: "assistant", content: answer },
  ];
  return scoreRequest({
    path: "/pooling",
    body: { messages, task: "classify", activation: false, use_activation: false },
    shape: pooled,
    read: ({ data: [first] }, endpoint) => {
      const numbers = z.array(z.number()).safeParse([first?.data].flat(3));
      const logit = numbers.data?.at(-1);
      if (logit === undefined) throw new MalformedReply(endpoint.name, "no number", "data");
      return [logit];
    },
  });
}
