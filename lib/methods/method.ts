import type { z } from "zod";
import type { GenerateRequest, OperationKind, Operations } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { DecisionLine, Level } from "./schema";

/** A model as methods see it. */
export interface Member {
  /** Stable across pools: derived from the pinned weights, never from position or pool size. */
  label: string;
  name: string;
  /** The reviewed line that routers read. */
  description: string;
  /** Label of the model that it was adapted from, where its weights are here. */
  base?: string;
}

/** What a method needs to be allowed to do with its members, in the words of the consent scopes. */
type NeededScope = "S1_run" | "S3_publish_outputs" | "S4_distil" | "S5_merge";

/** What must be there for a method to run. */
interface Needs {
  scopes: readonly NeededScope[];
  operations: readonly OperationKind[];
  minMembers: number;
  /** Weights are combined entry by entry, so all members must have the same ones. */
  sameArchitecture?: true;
  /** Which answers count as equal decides, so the reader that compares them is part of each system's identity. */
  comparesAnswers?: true;
}

/** A model beyond the pool that takes part under a name of its own. It answers no question itself. */
export interface Helper {
  /** The parameter that holds its label, or a word for what the method takes instead. */
  parameter: string;
  role: "router" | "judge" | "selector" | "ranker" | "fuser" | "aggregator" | "base";
  /** Who takes the part where no model is named, as a choice in a form. */
  otherwise: string;
}

/** What the portal knows of a method whether or not its program is written: pages, forms, checks and flags follow from it. */
export interface DeclaredMethod {
  /** URL-safe and never reused. */
  id: string;
  name: string;
  level: Level;
  /** Where the method is published. */
  paper: { title: string; url: string };
  /** One sentence for the reading public. */
  summary: string;
  /** How it comes to an answer, in two or three sentences. */
  how: string;
  /** What it learns from the development questions; null when it does not use them. */
  learns: string | null;
  needs: Needs;
  helpers: readonly Helper[];
  /** The portal's own, not among the fourteen of the paper. */
  isOwn?: true;
  /** Marks the one baseline that all systems of a pool are measured against. */
  isDefaultBaseline?: true;
  /** How logs of MoCo tell that they are of this method: the end of their names, and the model that it asks in any case. */
  moco?: { suffix: string; rewardModel?: string };
}

/** Whether a method is one of the fourteen of the paper (arXiv 2606.07812). */
export function isOfPaper(method: DeclaredMethod): boolean {
  return method.level !== "baseline" && !method.isOwn;
}

/** Whether a method can run somewhere, not merely be described. */
export function hasProgram(method: DeclaredMethod): method is Method {
  return "answer" in method;
}

/** One thing that a member said on the way to the answer. */
export interface TraceStep {
  /** For example "first answer", "refinement 2", "routing: A against B". */
  stage: string;
  /** Label of the member. */
  model: string;
  text: string;
  /** Key of the generation that holds the whole exchange. */
  generation: string;
  /** Where the text chose among members instead of answering. */
  choice?: Choice;
}

/** A choice among members, by label. */
interface Choice {
  between: string[];
  chosen: string;
  /** Whether the text named the chosen one; otherwise a rule of the method decided. */
  named: boolean;
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

/** A member by what it is worth on dev. */
export interface RankedMember {
  label: string;
  /** 0 to 1. */
  score: number;
  /** Dev questions. */
  n: number;
}

/** What a text that is not known yet will look like. */
export type Shape = { kind: "text" } | { kind: "number"; upTo: number };

export interface Method<Parameters = unknown, Learned = unknown> extends DeclaredMethod {
  /** Defaults are the paper's Appendix B. Each field says in its metadata what it is, its unit and its source. */
  parameters: z.ZodType<Parameters>;
  /** What models of a million parameters on a laptop need otherwise than the paper's, and why. Absent where the defaults do. */
  laptop?: { settings: object; why: string };
  /** Shape of what `prepare` returns; parse what was stored before `answer` gets it. */
  learned: z.ZodType<Learned>;
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
  /** Members by what they are worth on dev, best first, where that is among what it learned. */
  ranking?(learned: Learned): readonly RankedMember[];
  /** How pages tell a decision. Models stand in the trace under the names that readers know. */
  describe(trace: Trace): DecisionLine[];
  /** What a request will be answered with, for estimates; absent means that all are answered in free text. */
  rehearse?(request: GenerateRequest): Shape;
}
