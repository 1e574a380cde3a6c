import { doubtBelow } from "@/lib/tasks/schema";
import type { BoardSplit, Hidden } from "./schema";

/** Words of the boards, browser-safe. */

export const splitTitles: Record<BoardSplit, string> = { test: "Test questions", held_out: "Held-out questions" };

export interface Column {
  key: string;
  title: string;
  /** What the number means, for the column's head and the export. */
  hint: string;
  numeric: boolean;
  /** Shown unless the reader chooses otherwise. */
  usual: boolean;
  /** Cannot be put away. */
  fixed?: boolean;
}

const rank: Column = {
  key: "rank",
  title: "Rank",
  hint: "Places that the evidence leaves open. Rows whose bands overlap are not separable.",
  numeric: true,
  usual: true,
};
const score: Column = { key: "score", title: "Score", hint: "Mean score with its 95 % interval.", numeric: true, usual: true, fixed: true };
const parts: Column = {
  key: "parts",
  title: "Parts",
  hint: "Score of each domain, or of each task of the domain.",
  numeric: true,
  usual: true,
};
const n: Column = { key: "n", title: "n", hint: "Questions answered and scored.", numeric: true, usual: true };
const chance: Column = { key: "chance", title: "Chance", hint: "Expected score of guessing.", numeric: true, usual: false };
const unreadable: Column = {
  key: "unreadable",
  title: "Unreadable",
  hint: "Answers that could not be parsed; they score 0.",
  numeric: true,
  usual: false,
};

const mocoScore: Column = {
  key: "mocoScore",
  title: "MoCo-compatible",
  hint: "Mean score of the same answers by the rules of MoCo 1.0.0, for comparison with published numbers.",
  numeric: true,
  usual: false,
};

const doubtful: Column = {
  key: "doubtful",
  title: "Doubtful",
  hint: `Share of verdicts that are less than ${100 * doubtBelow} % certain, and between which scores the mean would lie were each of them the other way.`,
  numeric: true,
  usual: false,
};

const flags: Column = {
  key: "flags",
  title: "Flags",
  hint: "Scores whose model, or one of whose members, was declared to be trained on the task's data, or shares a source with what scores it.",
  numeric: true,
  usual: false,
};

const gain: Column = {
  key: "gain",
  title: "Gain",
  hint: "Over the best single model of the same pool, chosen on dev: paired difference on the same questions with its 95 % interval.",
  numeric: true,
  usual: true,
};

const wins: Column = {
  key: "wins",
  title: "Wins : losses",
  hint: "Questions on which only the one or only the other was better, and the exact McNemar p.",
  numeric: true,
  usual: true,
};

export const modelColumns: readonly Column[] = [
  rank,
  { key: "name", title: "Model", hint: "The model, alone.", numeric: false, usual: true, fixed: true },
  score,
  parts,
  n,
  chance,
  unreadable,
  doubtful,
  flags,
  mocoScore,
  { key: "contributor", title: "Contributor", hint: "Named as consented.", numeric: false, usual: false },
  { key: "baseModel", title: "Base model", hint: "The model it was adapted from.", numeric: false, usual: false },
  { key: "parameters", title: "Parameters", hint: "Number of weights.", numeric: true, usual: false },
  { key: "license", title: "Licence", hint: "Licence of the weights.", numeric: false, usual: false },
];

export const systemColumns: readonly Column[] = [
  rank,
  { key: "name", title: "System", hint: "Method and pool.", numeric: false, usual: true, fixed: true },
  { key: "poolSize", title: "Models", hint: "Models in the pool.", numeric: true, usual: true },
  score,
  gain,
  wins,
  parts,
  n,
  { key: "method", title: "Method", hint: "How the models work together.", numeric: false, usual: false },
  { key: "baseline", title: "Best single model", hint: "Chosen on dev, scored on the same questions.", numeric: false, usual: false },
  {
    key: "detectable",
    title: "Detectable",
    hint: "Smallest difference that this comparison would find with 80 % power.",
    numeric: true,
    usual: false,
  },
  {
    key: "emergence",
    title: "Emergence",
    hint: "Of the questions that every member alone fails, how many the system solves, and how many guessing would.",
    numeric: true,
    usual: false,
  },
  chance,
  unreadable,
  doubtful,
  flags,
  mocoScore,
];

/** Columns that other tables than the boards show, too. */
export const scoreColumns = { score, gain, wins, chance, n, unreadable, doubtful };

/** The columns that a reader sees: the usual ones, or those chosen. */
export function shownColumns(columns: readonly Column[], chosen: readonly string[] | undefined): Column[] {
  return columns.filter((column) => column.fixed || (chosen ? chosen.includes(column.key) : column.usual));
}

/** Why rows are missing, after "n hidden: ". */
export const hiddenWords: Record<Hidden["reason"], string> = {
  consent: "without consent to publish scores",
  withdrawn: "withdrawn by the contributor",
  quarantined: "stopped until a question is answered",
  no_results: "without an answered question on this split",
  incomplete: "not yet answered on every task that is averaged here",
  flagged: "whose score here is flagged",
  failed: "whose only run failed or was cancelled",
  filter: "left out by your filters",
};

/** 1 234 567 as "1.2 M". */
export function formatCount(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} B`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} M`;
  return count >= 1e4 ? `${Math.round(count / 1e3)} k` : String(count);
}
