import type { z } from "zod";
import type { Option } from "@/lib/reading/options";
import type { Scorers } from "../scoring/scorers";
import type { SourceRow } from "./source-row";

/** What every question has. */
export interface AnyItem {
  id: string;
  taskType: string;
}

/** What a question asks, and the options to choose from; none where the answer is free. */
export interface Asked {
  text: string;
  options: readonly (Option & { isRight: boolean })[];
}

/**
 * What somebody reaches without any ability:
 * - `nothing`: free answers cannot be guessed
 * - `option`: each key of a field is as likely as the others
 * - `either`: always the same of two values of a field, whichever is right more often
 */
export type Guess =
  | { kind: "nothing" }
  | { kind: "option"; field: string }
  | { kind: "either"; field: string; values: readonly [string, string] };

/** Everything that the portal knows of one type of tasks. */
export interface TaskTypeDefinition<Item extends AnyItem = AnyItem> {
  /** Stored with tasks and their questions, and never reused. */
  name: Item["taskType"];
  title: string;
  /** How an answer is read and scored, for a reader who never saw the code. */
  metric: string;
  /** Whether scores are shares from 0 to 1, or logits of a reward model, which have no bounds and no zero of their own. */
  scale: "share" | "logit";
  /** The chance level, and words for what it is. */
  chance: Guess & { words: string };
  /** A question as it is stored and read again, gold included. */
  item: z.ZodObject & z.ZodType<Item>;
  /** A question as an import takes it: nothing that cannot be answered, and with the source's own further fields. */
  imported: z.ZodType<Item>;
  /** A line that is to be scored, with `question`, `gold` and what else the type needs, as the fields of a question. */
  record: z.ZodType<Omit<Item, keyof AnyItem>>;
  /**
   * A question as MoCo writes it, in our shape: numbers become texts, other names of the same field become ours, and what
   * scoring does not need is kept. Our own questions pass through unchanged.
   * @returns null for a question without a gold answer
   */
  fromMoco(row: SourceRow): SourceRow | null;
  /** A row of a data set in our shape, where its columns hold the fields in other shapes. */
  fromColumns?(row: SourceRow): SourceRow;
  asks(item: Item): Asked;
  /** The complete prompt, in the wording of the paper's Appendix B. */
  prompt(item: Item): string;
  /**
   * What the question takes for right, in one spelling: two questions that ask the same and differ in it contradict each
   * other. Empty where nothing is right or wrong.
   */
  gold(item: Item): string;
  /** The same for people. */
  expected(item: Item): string;
  /** An answer that is right, in the form that the prompt asks for. */
  example(item: Item): string;
  /** Answers that show how the type is read: wrong, oddly dressed and unreadable ones. Not asked for where a scorer is needed. */
  otherAnswers?(item: Item): string[];
  /** The scorer without which answers have no score; null where their text alone decides. */
  needs: keyof Scorers | null;
}
