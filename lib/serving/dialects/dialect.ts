import type { ChatBody } from "./asked";

/** What is told of how a text is drawn. */
export type Setting = Exclude<keyof ChatBody, "messages" | "continue_final_message" | "add_generation_prompt">;

/** How a server is told of one setting. */
export interface Word {
  /** Its fields for it, all of which are sent: several where nobody knows which of them it reads. None where it has none. */
  fields: readonly string[];
  /** Sent once it refused all of these. */
  instead?: string;
  /** What says that the setting changes nothing: the first that it does not refuse. It is left out where none is left. */
  off?: readonly number[];
  /** What the server does of its own where it is not told; absent where that is nothing. */
  own?: string;
  /** Whether a text may be drawn without it. */
  mayMiss?: boolean;
}

/** What one kind of server accepts and adds. */
export interface Dialect {
  /** As pages name it. */
  name: string;
  /** Whether its answers are known by this name, or by what it says of itself. */
  isNamed: boolean;
  path: "/v1/chat/completions" | "/api/chat";
  words: Readonly<Record<Setting, Word>>;
  /** Sent with every request: what it may add of its own that the portal has no word for, switched off. */
  always?: Readonly<Record<string, unknown>>;
  /** What tells it that the last message is to be continued; null where it cannot do that. */
  continuing: Readonly<Record<string, unknown>> | null;
  /** Whether it gives back the beginning before what continues it; absent where that depends on its version. */
  repeatsBeginning?: boolean;
  /** Puts fields where the server looks for them. */
  place?(fields: Readonly<Record<string, unknown>>, asked: ChatBody): Record<string, unknown>;
  /** Where it tells how long the context is, beside its list. */
  contextPath?: "/props" | "/info" | "/api/ps" | "/api/v0/models" | "/get_server_info";
  /** It loads what it is asked for, listed or not. */
  loadsOnDemand?: boolean;
  /** What an operator should know of it. */
  note?: string;
}

const greedyIgnores: ReadonlySet<Setting> = new Set(["top_p", "top_k", "min_p"]);
const neutral: Partial<Record<Setting, number>> = {
  top_p: 1,
  top_k: -1,
  min_p: 0,
  repetition_penalty: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
};

/** Whether a setting is the same to whoever always takes the most likely token. */
export function isIdle(setting: Setting, asked: ChatBody): boolean {
  return asked.temperature === 0 && greedyIgnores.has(setting);
}

/** Whether a setting changes nothing. */
export function changesNothing(setting: Setting, asked: ChatBody): boolean {
  return asked[setting] === neutral[setting] || isIdle(setting, asked);
}

/** OpenAI's own fields, which every server of the protocol has. */
export const openAiWords = {
  temperature: { fields: ["temperature"] },
  top_p: { fields: ["top_p"], off: [1] },
  presence_penalty: { fields: ["presence_penalty"], off: [0] },
  frequency_penalty: { fields: ["frequency_penalty"], off: [0] },
  max_tokens: { fields: ["max_tokens"], instead: "max_completion_tokens" },
  stop: { fields: ["stop"] },
  // A draw without its seed is a draw all the same: the stored text is what is repeated.
  seed: { fields: ["seed"], mayMiss: true },
} satisfies Partial<Record<Setting, Word>>;
