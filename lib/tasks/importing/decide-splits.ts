import type { FieldProblem } from "@/lib/errors";
import { type Split, splits } from "../schema";
import { taskTypeOf } from "../types/registry";
import { type CheckedQuestions, contentOf } from "./check-questions";
import { comparableText } from "./fingerprint";
import type { ImportChoices } from "./import-choices";
import type { NearPair } from "./near-pairs";
import { type SplitShare, splitByHash } from "./split-by-hash";
import { placeOf, type StagedQuestions } from "./staged-questions";
import { refusal } from "./task-file";

/** Where every staged question goes, and what had to be decided for that. */
export interface Decision {
  /** Split of each question, by its place among all; null where it is left out. */
  splitOf: (Split | null)[];
  /** One sentence for each thing that was left out, moved or tolerated. */
  notes: string[];
}

export interface DecisionInput {
  staged: StagedQuestions;
  taskType: string;
  checked: CheckedQuestions;
  choices: ImportChoices;
  unit: string;
}

/** What stands in the way of an import, and what a person may do about it. */
interface Faults {
  problems: FieldProblem[];
  advice: string[];
}

/**
 * Leaves out repeats, refuses leaks between splits or resolves them as the person said, and draws the splits that the
 * source lacks.
 * @throws AppError INVALID_INPUT that names everything at once: faulty questions, questions without a gold answer, and
 * both places of each leak and contradiction
 */
export function decideSplits(input: DecisionInput): Decision {
  const { staged, taskType, checked, choices } = input;
  const notes: string[] = [];
  const faults: Faults = { problems: [...checked.problems], advice: [] };
  const splitOf: (Split | null)[] = [...checked.lists];
  for (const index of checked.faulty) splitOf[index] = null;
  leaveOutWithoutGold(input, splitOf, notes, faults);
  settleEqual(input, splitOf, notes, faults);
  const from = drawnFrom(splitOf);
  const { pairs, leftOut } = checked.near.find(
    (one, other) => splitOf[one] !== null && splitOf[other] !== null && (splitOf[one] !== splitOf[other] || splitOf[one] === from.split),
    (index) => comparableText(contentOf(taskType, staged.read(index))),
  );
  settleNear(input, splitOf, notes, faults, pairs);
  if (faults.problems.length > 0) throw refusal(faults.problems, faults.advice.join(" "));
  if (leftOut > 0) notes.push(`${leftOut} comparisons of questions that begin to look alike were left out: too many share a long text.`);
  drawSplits(from, checked, pairs, splitOf, notes, choices.heldOut);
  for (const split of ["dev", "test"] as const) {
    if (!splitOf.includes(split)) throw refusal([{ field: split, message: "has no questions" }]);
  }
  return { splitOf, notes };
}

function leaveOutWithoutGold(
  { staged, checked, choices, unit }: DecisionInput,
  splitOf: (Split | null)[],
  notes: string[],
  faults: Faults,
): void {
  const { withoutGold } = checked;
  if (withoutGold.length === 0) return;
  if (!choices.dropWithoutGold) {
    const message = "has no gold answer";
    faults.problems.push(...withoutGold.map((index) => ({ field: placeOf(staged.read(index), unit), message })));
    faults.advice.push("--drop-without-gold leaves questions without a gold answer out.");
  }
  for (const index of withoutGold) splitOf[index] = null;
  notes.push(`${questions(withoutGold.length)} without a gold answer left out.`);
}

/** Questions with the same text: within a list the first stays where the golds agree, in two lists they are a leak. */
function settleEqual(
  { staged, taskType, checked, choices, unit }: DecisionInput,
  splitOf: (Split | null)[],
  notes: string[],
  faults: Faults,
): void {
  const { gold } = taskTypeOf(taskType);
  const first = new Map<number, number>();
  const problems: FieldProblem[] = [];
  const contradictions: FieldProblem[] = [];
  const contradicted = new Set<number>();
  let repeats = 0;
  let leaks = 0;
  const side = choices.resolveLeaks;
  for (const [index, hash] of checked.hashes.entries()) {
    if (splitOf[index] === null) continue;
    const earlier = first.get(hash);
    if (earlier === undefined) {
      first.set(hash, index);
    } else if (splitOf[earlier] === splitOf[index]) {
      const [one, other] = [staged.read(earlier), staged.read(index)];
      splitOf[index] = null;
      repeats += 1;
      if (gold(contentOf(taskType, one)) === gold(contentOf(taskType, other))) continue;
      contradictions.push({
        field: placeOf(other, unit),
        message: `is the same question as ${placeOf(one, unit)} with another gold answer`,
      });
      contradicted.add(earlier);
    } else if (side === splitOf[index] || side === splitOf[earlier]) {
      leaks += 1;
      splitOf[side === splitOf[index] ? index : earlier] = null;
      if (splitOf[earlier] === null) first.set(hash, index);
    } else {
      problems.push({
        field: placeOf(staged.read(index), unit),
        message: `is the same question as ${placeOf(staged.read(earlier), unit)}`,
      });
      // Named once: it is near-equal too.
      splitOf[index] = null;
    }
  }
  if (problems.length > 0) {
    faults.problems.push(...problems);
    faults.advice.push("A question may stand in one split only: --resolve-leaks names the split (held-out, dev or test) that it leaves.");
  }
  if (contradictions.length > 0 && !choices.dropContradictions) {
    faults.problems.push(...contradictions);
    faults.advice.push("No answer is right for both: correct the source, or --drop-contradictions leaves all of them out.");
  }
  for (const index of contradicted) splitOf[index] = null;
  for (const { field, message } of contradictions) notes.push(`Left out on request, both: ${field} ${message}.`);
  repeats -= contradictions.length;
  if (repeats > 0) notes.push(`${questions(repeats)} that stood in the same split before left out.`);
  if (leaks > 0) notes.push(`${questions(leaks)} that stood in two splits left out of ${side}.`);
}

/** Near-equal questions in two lists. */
function settleNear(input: DecisionInput, splitOf: (Split | null)[], notes: string[], faults: Faults, pairs: readonly NearPair[]): void {
  const { staged, choices, unit } = input;
  const side = choices.resolveLeaks;
  const across = pairs.filter(({ one, other }) => splitOf[one] !== splitOf[other]);
  let leaks = 0;
  const open = across.filter(({ one, other }) => {
    if (splitOf[one] === null || splitOf[other] === null) return false;
    if (side === undefined || (side !== splitOf[one] && side !== splitOf[other])) return true;
    splitOf[side === splitOf[one] ? one : other] = null;
    leaks += 1;
    return false;
  });
  if (leaks > 0) notes.push(`${questions(leaks)} near-equal to one of another split left out of ${side}.`);
  if (open.length > choices.allowNear) {
    faults.problems.push(
      ...open.map(({ one, other, similarity }) => ({
        field: placeOf(staged.read(other), unit),
        message: `is near-equal (${Math.floor(similarity * 100)} %) to ${placeOf(staged.read(one), unit)}`,
      })),
    );
    faults.advice.push(
      `Look at them: --allow-near ${open.length} keeps such pairs, and --resolve-leaks names the split (held-out, dev or test) that they leave.`,
    );
  }
  if (open.length > 0) {
    notes.push(`${open.length} ${open.length === 1 ? "pair" : "pairs"} of near-equal questions in different splits kept on request.`);
  }
}

interface Source {
  /** The list that missing splits are drawn from; null where none is missing. */
  split: Split | null;
  missing: Split[];
}

/** Held-out comes from dev, so that test stays what was published; a single list gives all three. */
function drawnFrom(splitOf: readonly (Split | null)[]): Source {
  const present = splits.filter((split) => splitOf.includes(split));
  const missing = splits.filter((split) => !present.includes(split));
  const split = (["dev", "test", "held_out"] as const).find((one) => present.includes(one)) ?? null;
  return { split: missing.length > 0 ? split : null, missing };
}

function drawSplits(
  from: Source,
  checked: CheckedQuestions,
  pairs: readonly NearPair[],
  splitOf: (Split | null)[],
  notes: string[],
  heldOut: number,
): void {
  if (from.split === null) return;
  const members = splitOf.flatMap((split, index) => (split === from.split ? [index] : []));
  const places = new Map(members.map((index, place) => [index, place]));
  const alike = pairs.flatMap(({ one, other }): [number, number][] => {
    const [first, second] = [places.get(one), places.get(other)];
    return first === undefined || second === undefined ? [] : [[first, second]];
  });
  const shares = from.missing
    .map((split): SplitShare => ({ split, share: shareOf(split, from, heldOut) }))
    .filter(({ share }) => share > 0);
  const drawn = splitByHash(
    members.map((index) => checked.hashes[index] ?? 0),
    alike,
    shares,
  );
  for (const [place, split] of drawn) splitOf[members[place] ?? 0] = split;
  for (const { split, share } of shares) {
    const count = [...drawn.values()].filter((one) => one === split).length;
    notes.push(
      `${questions(count)} of ${members.length} drawn from ${from.split} as ${split}, by their hashes (${Math.round(share * 100)} % asked for).`,
    );
  }
}

/** One list alone gives half of its questions to test. */
function shareOf(split: Split, from: Source, heldOut: number): number {
  if (split === "held_out") return from.missing.length > 1 ? heldOut / 2 : heldOut;
  return split === "dev" ? 0.25 : 0.5;
}

function questions(count: number): string {
  return count === 1 ? "1 question" : `${count} questions`;
}
