/** Codes and types that say it, whatever the words. */
const codes: ReadonlySet<string> = new Set([
  "context_length_exceeded",
  "exceed_context_size_error",
  "model_context_window_exceeded",
  "string_above_max_length",
]);

/**
 * The words in which servers say that prompt and answer do not fit together. Each pattern has one bounded gap at most, because
 * the words are a server's.
 */
const wordings: readonly RegExp[] = [
  // vLLM, SGLang, LM Studio, llama-cpp-python, OpenAI
  /context length/i,
  /context[ _-]?size/i,
  /context window/i,
  /longer than the maximum model length/i,
  /maximum (?:sequence|input|prompt|model) length/i,
  /max_model_len/i,
  // vLLM, of a prompt that leaves no room: a negative number
  /max_(?:completion_)?tokens.{1,40}at least 1, got -?\d/i,
  /max_(?:completion_)?tokens.{1,20}is too large/i,
  // Text Generation Inference
  /`?inputs`? tokens \+ `?max_new_tokens`?/i,
  /`?inputs`? must have less than \d+ tokens/i,
  // Ollama
  /prompt too long/i,
  /prompt is too long/i,
  /input (?:length|is too long)/i,
  // Others
  /too many (?:input )?tokens/i,
  /(?:token|prompt) (?:count|length) exceeds/i,
  /exceeds? (?:the )?(?:model'?s? )?(?:maximum |max )?(?:number of )?(?:tokens|token limit)/i,
  /exceed(?:s|ed)? (?:the )?available (?:kv )?cache/i,
  /reduce the length of the (?:messages|prompt|input)/i,
];

/** Says of a prompt that it is too long for other reasons than the model's. */
const otherwise = /rate limit|per minute|quota|timed? ?out/i;

/** Whether a refusal says that prompt and answer do not fit into the context. */
export function isAboutLength(refusal: { reason: string; code: string | null; kind: string | null }): boolean {
  const { reason, code, kind } = refusal;
  if ([code, kind].some((word) => word !== null && codes.has(word))) return true;
  return !otherwise.test(reason) && wordings.some((wording) => wording.test(reason));
}
