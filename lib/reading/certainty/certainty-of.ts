import type { Form } from "../reading";
import fitted from "./calibration.json" with { type: "json" };

/**
 * What a verdict says, as far as that tells how easily it is wrong: a value that means the gold is seldom credited by mistake,
 * while one that does not look like it may be the gold in another spelling.
 * - `right`, `partly`: credited, or for a part
 * - `nothing`: nothing was read
 * - `number`, `words`: another plain number, or a few other words
 * - `unlike`: something else that looks unlike the gold, or is a part of it
 * - `option`, `refuse`, `comply`: another option; what was read of a request's answer
 */
export type Outcome = "right" | "partly" | "nothing" | "number" | "words" | "unlike" | "option" | "refuse" | "comply";

/** What is known of a verdict, from which follows how certain it is. */
export interface Circumstances {
  /** Verdicts that come from the same rules and weights are calibrated together. */
  kind: "options" | "values" | "compliance";
  /** A part of the credit may be given, for shared words. */
  isGraded?: boolean;
  form: Form;
  outcome: Outcome;
  /** Log-odds that learned weights give to what was read; absent where only rules were asked. */
  logit?: number | undefined;
  /** Names of what else of question and answer matters. */
  traits?: readonly string[] | undefined;
}

/** Of each kind of verdict, how much a sign speaks for its being right. */
export type Calibration = Readonly<Record<Circumstances["kind"], { bias: number; weights: Readonly<Record<string, number>> }>>;

/** A guess between two is right half the time. */
export const leastCertain = 0.5;

/** Beyond these odds a likelihood says nothing more. */
const mostLogit = 7;

/**
 * How likely a score is the one that a careful person gives: how often scores with these signs were right on labelled answers
 * whose set neither rules nor weights had seen. Fitted by `bench/reading/train-certainty.ts`.
 * @param learned another calibration than the fitted one
 * @returns 0.5 to 1
 */
export function certaintyOf(circumstances: Circumstances, learned: Calibration = fitted): number {
  if (circumstances.form === "empty") return 1;
  const { bias, weights } = learned[circumstances.kind];
  const sum = [...certaintySigns(circumstances)].reduce((total, [name, strength]) => total + strength * (weights[name] ?? 0), bias);
  return Math.max(leastCertain, 1 / (1 + Math.exp(-sum)));
}

/** The signs of a verdict with their strengths: form, outcome and traits, alone and together, and the log-odds. */
export function certaintySigns({ form, outcome, logit, traits = [], isGraded = false }: Circumstances): Map<string, number> {
  const names = [form, outcome, `${form} ${outcome}`, ...traits.flatMap((trait) => [trait, `${trait} ${outcome}`])];
  const ofGraded = isGraded ? ["f1", `f1 ${outcome}`, ...traits.map((trait) => `f1 ${trait}`)] : [];
  const signs = new Map([...names, ...ofGraded].map((name) => [name, 1]));
  if (logit !== undefined) signs.set(form === "weighed" ? "odds" : "odds beside a rule", Math.max(-mostLogit, Math.min(mostLogit, logit)));
  return signs;
}
