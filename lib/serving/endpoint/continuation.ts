import { type ChatBody, greedyBody } from "../dialects/asked";
import type { Speech } from "./speech";

/** No model begins an answer so of its own. */
const ODD = "Quartz 7419 jukebox";

/**
 * Takes from a continued answer the beginning that was given, which some servers repeat and others do not. Where nobody knows, the
 * server is tried once, with a beginning that no answer has.
 * @param askText asks for a text as any other
 */
export async function withoutBeginning(
  { body, text }: { body: ChatBody; text: string },
  speech: Speech,
  askText: (body: ChatBody) => Promise<string>,
): Promise<string> {
  const beginning = body.messages.at(-1)?.content ?? "";
  const kept = [beginning, beginning.trimEnd(), beginning.trim()].find((form) => form !== "" && text.startsWith(form));
  if (kept === undefined) return text;
  return (await repeats(speech, askText)) ? text.slice(kept.length) : text;
}

async function repeats(speech: Speech, askText: (body: ChatBody) => Promise<string>): Promise<boolean> {
  const known = speech.repeatsBeginning ?? speech.dialect.repeatsBeginning;
  if (known !== undefined) return known;
  const question = greedyBody("Say a few words.", 1);
  const messages: ChatBody["messages"] = [...question.messages, { role: "assistant", content: ODD }];
  const said = await askText({ ...question, messages, continue_final_message: true, add_generation_prompt: false });
  speech.repeatsBeginning = said.trimStart().startsWith(ODD);
  return speech.repeatsBeginning;
}
