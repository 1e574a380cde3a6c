import type { ChatBody } from "../dialects/asked";
import { type ChatCompletion, chatRequest } from "../endpoint/chat";
import type { WantedModel } from "../endpoint/listing";
import { type Asking, askServer } from "./ask-server";

/** One text of one model, from whichever endpoint serves it; see `askServer`. */
export function completeChat(model: WantedModel, body: ChatBody, asking: Asking): Promise<ChatCompletion> {
  return askServer(model, chatRequest(body), asking);
}
