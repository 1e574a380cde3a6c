import type { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";

/** A model as methods see it. */
export interface Member {
  /** Stable across pools: derived from the pinned weights, never from position or pool size. */
  label: string;
  name: string;
  /** The reviewed line that routers read. */
  description: string;
}

/** What a method needs to be allowed to do with its members, in the words of the consent scopes. */
type NeededScope = "S1_run" | "S3_publish_outputs" | "S4_distil" | "S5_merge";

/** One thing that a member said on the way to the answer. */
export interface TraceStep {
  /** For example "first answer", "refinement 2", "routing: A against B". */
  stage: string;
  /** Label of the member. */
  model: string;
  text: string;
  /** Key of the generation that holds the whole exchange. */
  generation: string;
}

/** How an answer came about: who said what, and what the method decided by which rule. */
export interface Trace {
  steps: TraceStep[];
  /** For example `{ chosen: "…", votes: {...}, fallback: "…" }`. */
  decision: Record<string, unknown>;
}

export interface Answer {
  text: string;
  trace: Trace;
}

export interface Method<Parameters = unknown, Learned = unknown> {
  /** URL-safe and never reused. */
  id: string;
  name: string;
  level: "api" | "text" | "weight";
  /** One sentence for the reading public. */
  summary: string;
  /** Where the method is published. */
  paper: { title: string; url: string };
  scopes: readonly NeededScope[];
  /** Defaults are the paper's Appendix B. */
  parameters: z.ZodType<Parameters>;
  /** Shape of what `prepare` returns; parse what was stored before `answer` gets it. */
  learned: z.ZodType<Learned>;
  /**
   * Labels of models that these parameters need beyond the pool, for example a dedicated router. Whoever runs the
   * method serves them to `operations` beside the members, under the same label (`labelOf` their weights), and asks
   * for their consent in scope S1 as for a member's. They are no members: they never answer a question themselves.
   * Absent means none.
   */
  extraModels?(parameters: Parameters): string[];
  /** Learns on dev only. What it returns is JSON and is all that `answer` knows of dev. */
  prepare(pool: readonly Member[], dev: readonly PreparedQuestion[], parameters: Parameters, operations: Operations): Promise<Learned>;
  /** One answer per question, same order. */
  answer(
    pool: readonly Member[],
    learned: Learned,
    questions: readonly PreparedQuestion[],
    parameters: Parameters,
    operations: Operations,
  ): Promise<Answer[]>;
}
