/**
 * How well the parser reads labelled answers that it has not seen, beside the rules of MoCo 1.0.0.
 *
 *     npx tsx bench/parser-exam.ts FILE.jsonl ... [--show]   # --show names every answer that is scored wrongly
 *     npx tsx bench/parser-exam.ts --corpus                  # the table of docs/scoring.md over all labelled answers
 *
 * The lines are those of lib/tasks/corpus/README.md. "Too kind" are answers that deserve nothing and are credited. A second
 * table tells sure verdicts from doubtful ones.
 */

import { judgeAnswer } from "@/lib/tasks/scoring/judge-answer";
import { scoreAsMoco } from "@/lib/tasks/scoring/score-as-moco";
import { accuracyTable, isScoredRight, measureAccuracy } from "@/lib/tasks/testing/accuracy";
import { contentOf, disagreement, type LabelledAnswer, readLabelled, sets } from "@/lib/tasks/testing/corpus";
import { type CertainVerdict, certaintyTable } from "./parts/certainty-report";

const files = process.argv.slice(2).filter((word) => !word.startsWith("--"));
if (process.argv.includes("--corpus")) process.stdout.write(`${accuracyTable(measureAccuracy(sets))}\n`);
else if (files.length === 0) throw new Error("Name the files of labelled answers.");
const lines = files.flatMap(readLabelled);
const tolerance = 0.001;

function mocoIsRight(line: LabelledAnswer): boolean | null {
  if (line.taskType === "general_verifier" || line.taskType === "coding") return null;
  const score = scoreAsMoco(contentOf(line), line.answer);
  return score === null ? null : Math.abs(score - (line.score ?? 0)) <= tolerance;
}

function isTooKind(line: LabelledAnswer): boolean {
  if (line.taskType === "general_verifier" || line.taskType === "coding") return false;
  return (line.score ?? 0) === 0 && judgeAnswer(contentOf(line), line.answer).score > tolerance;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

if (lines.length > 0) {
  report();
  process.stdout.write(`\n${certaintyTable(lines.flatMap(certainVerdict))}\n`);
}

function certainVerdict(line: LabelledAnswer): CertainVerdict[] {
  if (line.taskType === "general_verifier" || line.taskType === "coding") return [];
  const { certainty } = judgeAnswer(contentOf(line), line.answer);
  return [{ taskType: line.taskType, certainty, isRight: isScoredRight(line, disagreement(line)) }];
}

function report(): void {
  const rows = [...new Set(lines.map(({ taskType }) => taskType))].map((taskType) => {
    const own = lines.filter((line) => line.taskType === taskType);
    const moco = own.map(mocoIsRight).filter((isRight) => isRight !== null);
    return [
      taskType,
      own.length,
      percent(own.filter((line) => isScoredRight(line, disagreement(line))).length, own.length),
      percent(own.filter((line) => disagreement(line) === null).length, own.length),
      own.filter(isTooKind).length,
      moco.length === 0 ? "–" : percent(moco.filter(Boolean).length, moco.length),
    ];
  });
  const head = ["type", "answers", "ours: score", "ours: reading", "too kind", "MoCo 1.0.0: score"];
  const table = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
  process.stdout.write(`${table}\n`);
  if (process.argv.includes("--show")) {
    for (const line of lines.filter((each) => !isScoredRight(each, disagreement(each))))
      process.stdout.write(`${line.id}: ${disagreement(line) ?? ""}\n`);
  }
}
