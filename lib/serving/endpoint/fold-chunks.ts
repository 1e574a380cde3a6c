import { z } from "zod";
import { partsText } from "../parts-text";

const delta = z.object({
  content: z.unknown().optional(),
  reasoning: z.unknown().optional(),
  reasoning_content: z.unknown().optional(),
  /** So in the server's own words, where it has some (Ollama). */
  thinking: z.unknown().optional(),
});

const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        index: z.number().int().nullish(),
        delta: delta.nullish(),
        /** Some send a whole answer as their only chunk. */
        message: delta.nullish(),
        text: z.unknown().optional(),
        finish_reason: z.unknown().optional(),
      }),
    )
    .nullish(),
  /** Ollama's own way: no choices, and counts beside the text. */
  message: delta.nullish(),
  done_reason: z.unknown().optional(),
  prompt_eval_count: z.unknown().optional(),
  eval_count: z.unknown().optional(),
  usage: z.unknown().optional(),
  system_fingerprint: z.unknown().optional(),
  model: z.unknown().optional(),
  error: z.unknown().optional(),
});

interface Folded {
  content: string[];
  reasoning: string[];
  finish_reason: unknown;
}

/**
 * The chunks of a streamed answer as the whole reply that the server would have sent otherwise; read it as that is read, with
 * `chatReplySchema`. What came last counts for everything but texts, which are put together. A finish reason of null means that
 * none has come: the stream may have been cut.
 * @param chunks parsed, in their order, without the mark of the end; what is no chunk adds nothing
 * @returns the chunk itself where one tells of an error, which reads as a refusal
 */
export function foldChunks(chunks: readonly unknown[]): unknown {
  const choices = new Map<number, Folded>();
  const facts: Record<string, unknown> = {};
  const counts: Record<string, unknown> = {};
  for (const each of chunks) {
    const parsed = chunkSchema.safeParse(each);
    if (!parsed.success) continue;
    const chunk = parsed.data;
    if (chunk.error !== undefined && chunk.error !== null) return each;
    keep(facts, "usage", chunk.usage);
    keep(facts, "system_fingerprint", chunk.system_fingerprint);
    keep(facts, "model", chunk.model);
    keep(counts, "prompt_tokens", chunk.prompt_eval_count);
    keep(counts, "completion_tokens", chunk.eval_count);
    for (const choice of chunk.choices ?? []) {
      const folded = choiceAt(choices, choice.index ?? 0);
      add(folded, choice.delta ?? choice.message ?? { content: choice.text });
      folded.finish_reason = choice.finish_reason ?? folded.finish_reason;
    }
    if (chunk.message) {
      const folded = choiceAt(choices, 0);
      add(folded, chunk.message);
      folded.finish_reason = chunk.done_reason ?? folded.finish_reason;
    }
  }
  return {
    choices: [...choices]
      .toSorted(([one], [other]) => one - other)
      .map(([index, { content, reasoning, finish_reason }]) => ({
        index,
        message: { content: content.join(""), reasoning_content: reasoning.length > 0 ? reasoning.join("") : null },
        finish_reason,
      })),
    ...(Object.keys(counts).length > 0 && { usage: counts }),
    ...facts,
  };
}

function choiceAt(choices: Map<number, Folded>, index: number): Folded {
  const known = choices.get(index) ?? { content: [], reasoning: [], finish_reason: null };
  choices.set(index, known);
  return known;
}

function add(folded: Folded, said: Partial<z.output<typeof delta>>): void {
  const content = partsText(said.content);
  const reasoning = partsText(said.reasoning_content) ?? partsText(said.reasoning) ?? partsText(said.thinking);
  if (content) folded.content.push(content);
  if (reasoning) folded.reasoning.push(reasoning);
}

function keep(facts: Record<string, unknown>, name: string, value: unknown): void {
  if (value !== undefined && value !== null) facts[name] = value;
}
