/**
 * How well the parser reads labelled answers that it has not seen, beside the rules of MoCo 1.0.0.
 *
 *     npx tsx bench/reading/parser-exam.ts FILE.jsonl ... [--show]   # --show names every answer that is scored wrongly
 *     npx tsx bench/reading/parser-exam.ts --corpus                  # the table of docs/scoring.md over all labelled answers
 *
 * The lines are those of bench/reading/README.md. "Too kind" are answers that deserve nothing and are credited. A second
 * table tells sure verdicts from doubtful ones.
 */
import { scoreAsMoco } from "@/lib/tasks/scoring/score-as-moco";
import { accuracyTable, measureAccuracy } from "./accuracy";
import { certaintyTable } from "./certainty-report";
import { type Comparison, compareWithPerson } from "./compare-with-person";
import { contentOf, type LabelledAnswer, labelled, readLabelled } from "./labelled-answers";

const files = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const tolerance = 0.001;
/** Types that our parser reads only a part of, so that a score says nothing of it. */
const partly: ReadonlySet<string> = new Set(["general_verifier", "coding"]);

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

function mocoIsRight(line: LabelledAnswer): boolean | null {
  if (partly.has(line.taskType)) return null;
  const score = scoreAsMoco(contentOf(line), line.answer);
  return score === null ? null : Math.abs(score - line.score) <= tolerance;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function rowOf(taskType: string, own: readonly Comparison[]): string {
  const moco = own.map(({ line }) => mocoIsRight(line)).filter((isRight) => isRight !== null);
  const tooKind = own.filter(({ line, isScoredRight }) => !partly.has(taskType) && line.score === 0 && !isScoredRight);
  const cells = [
    taskType,
    own.length,
    percent(own.filter(({ isScoredRight }) => isScoredRight).length, own.length),
    percent(own.filter(({ isReadRight }) => isReadRight).length, own.length),
    tooKind.length,
    moco.length === 0 ? "–" : percent(moco.filter(Boolean).length, moco.length),
  ];
  return `| ${cells.join(" | ")} |`;
}

if (process.argv.includes("--corpus")) say([accuracyTable(measureAccuracy(labelled("tuning", "check").map(compareWithPerson)))]);
else if (files.length === 0) throw new Error("Name the files of labelled answers.");
if (files.length > 0) {
  const compared = files.flatMap(readLabelled).map(compareWithPerson);
  say([
    "| type | answers | ours: score | ours: reading | too kind | MoCo 1.0.0: score |",
    "| --- | --- | --- | --- | --- | --- |",
    ...[...Map.groupBy(compared, ({ line }) => line.taskType)].map(([taskType, own]) => rowOf(taskType, own)),
  ]);
  const wrong = compared.filter(({ isScoredRight }) => !isScoredRight);
  if (process.argv.includes("--show")) say(wrong.map(({ line, ours }) => `${line.id}: ${ours}`));
  const certain = compared.filter(({ line }) => !partly.has(line.taskType));
  say([
    "",
    certaintyTable(certain.map(({ line, certainty, isScoredRight }) => ({ taskType: line.taskType, certainty, isRight: isScoredRight }))),
  ]);
}
