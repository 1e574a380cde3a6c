import { failPoint } from "@/lib/fail-point";
import { generationsTotal } from "@/lib/metrics";
import { completeChat } from "@/lib/serving/asking/complete-chat";
import type { ChatCompletion } from "@/lib/serving/endpoint/chat";
import { acknowledged } from "../memo/acknowledged";
import type { Memo } from "../memo/memo";
import type { Asker, Remembered } from "../memo/remember";
import type { Resources } from "../resources";
import { chatBody } from "./chat-body";
import { takeApart } from "./frame";
import type { KeyedRequest } from "./request";
import type { Text } from "./text";

export async function findText(keyed: KeyedRequest, memo: Memo): Promise<Text | null> {
  const stored = await memo.readGeneration(keyed.key);
  return stored && { request: keyed, stored };
}

/** Asks a model server and stores what it says, before anybody sees it. */
export async function makeText(keyed: KeyedRequest, asker: Asker, { directory, memo }: Resources): Promise<Remembered<Text>> {
  await memo.untilStorable(asker.signal);
  failPoint("before-send");
  const answer = await ask(keyed, asker, directory);
  failPoint("after-answer");
  const kept = takeApart(keyed);
  const stored = await memo.storeGeneration({
    ...answer,
    key: keyed.key,
    modelId: keyed.model.modelId,
    frame: kept?.frame ?? null,
    texts: kept?.texts ?? new Map(),
    sample: keyed.request.sample,
    quotes: kept?.quotes ?? "",
    quoteLimit: keyed.quoteLimit,
  });
  acknowledged.publish(keyed.key);
  return { result: { request: keyed, stored }, wasStored: false };
}

async function ask(keyed: KeyedRequest, asker: Asker, endpoints: Resources["directory"]): Promise<ChatCompletion> {
  try {
    return await completeChat(keyed.model, chatBody(keyed), { ...asker, endpoints });
  } catch (error) {
    if (!asker.signal.aborted) generationsTotal.inc({ outcome: "failed" });
    throw error;
  }
}
