import type { LlamaModel, Token } from "node-llama-cpp";
import { ApiError } from "./api-error";
import type { ChatMessage } from "./schema";

/** The marks of the zoo's chat form, one token each. `system` is null in models that were never taught one. */
export interface ChatMarks {
  user: Token;
  assistant: Token;
  end: Token;
  system: Token | null;
}

/**
 * The chat marks of a model.
 * @throws Error when the vocabulary lacks one that every zoo model has.
 */
export function chatMarks(model: LlamaModel): ChatMarks {
  const mark = (text: string) => {
    const tokens = model.tokenize(text, true);
    return tokens.length === 1 ? (tokens[0] ?? null) : null;
  };
  const needed = (text: string) => {
    const token = mark(text);
    if (token === null) throw new Error(`the vocabulary has no ${text} token`);
    return token;
  };
  return { user: needed("<|user|>"), assistant: needed("<|assistant|>"), end: needed("<|end|>"), system: mark("<|system|>") };
}

/**
 * The tokens of a chat, ready for the assistant to speak. Marks are put in as tokens and everything that people wrote
 * is tokenised as plain text, so that no content can open a turn of its own.
 */
export function chatTokens(model: LlamaModel, marks: ChatMarks, messages: readonly ChatMessage[], continued: boolean): Token[] {
  const tokens: Token[] = [];
  for (const [place, { role, content }] of messages.entries()) {
    const mark = marks[role];
    if (mark === null) {
      throw new ApiError(
        "unsupported_parameter",
        "This model was never taught a system role. Put the instruction into the user's message.",
        `messages.${place}.role`,
      );
    }
    tokens.push(mark, ...model.tokenize(content, false));
    const isLast = place === messages.length - 1;
    if (role === "assistant" && !(isLast && continued)) tokens.push(marks.end);
  }
  if (!continued) tokens.push(marks.assistant);
  return tokens;
}
