import type { z } from "zod";
import type { Option } from "@/lib/reading/options";
import type { Reading } from "@/lib/reading/reading";
import type { Verdict } from "../schema";
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
type Guess = { kind: "nothing" } | { kind: "option"; field: string } | { kind: "either"; field: string; values: readonly [string, string] };

/** A type whose answers are scored by their text alone. */
interface ScoredByText<Item> {
  needs: null;
  /**
   * Scores an answer against the gold. What cannot be read scores 0.
   * @param cut it ended at the limit of tokens
   */
  judge(item: Item, answer: string, cut?: boolean): Verdict;
  /** Answers that show how the type is read beside `example`: wrong, oddly formatted and unreadable ones. */
  otherAnswers(item: Item): string[];
}

/** A type whose answers have no score without something beyond the text. */
interface ScoredByScorer<Item, Needed extends keyof Scorers> {
  needs: Needed;
  score(item: Item, answer: string, scorer: NonNullable<Scorers[Needed]>): Promise<Verdict>;
}

/** What the portal knows of one type of tasks, however it is scored. */
interface TaskTypeFacts<Item extends AnyItem> {
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
   * A question as MoCo and other sources write it, in our shape: numbers become texts, other names and forms of the same field
   * become ours, what has no reading stays and is refused, and what scoring does not need is kept. Our own questions pass through unchanged.
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
  /** All right answers say the same, so that an answer can be compared with `example`. */
  hasOneAnswer?: true;
  /** Reads an answer without looking at the gold. @param cut it ended at the limit of tokens */
  read(item: Item, answer: string, cut?: boolean): Reading;
  /** The score, 0 to 1, that the rules of MoCo 1.0.0 give an answer; absent where they say nothing, or need a model as well. */
  asMoco?(item: Item, answer: string): number;
}

/** Everything that the portal knows of one type of tasks. */
export type TaskTypeDefinition<Item extends AnyItem = AnyItem, Needed extends keyof Scorers = keyof Scorers> = TaskTypeFacts<Item> &
  (ScoredByText<Item> | ScoredByScorer<Item, Needed>);
