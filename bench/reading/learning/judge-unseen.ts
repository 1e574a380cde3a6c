import type { LearnedWeights } from "../judge-labelled";
import type { LabelledAnswer } from "../labelled-answers";
import type { Lesson } from "./prose-lessons";

/** An answer that was judged by weights that had not seen it. */
interface Judged {
  line: LabelledAnswer;
  score: number;
}

const shares = 5;

/**
 * Judges every labelled answer by weights fitted without its part.
 * @param partOf the part of an answer: its group, or a share of the questions
 */
export function judgeUnseen(
  lines: readonly LabelledAnswer[],
  taught: { values: readonly Lesson[]; options: readonly Lesson[] },
  partOf: (line: LabelledAnswer) => string,
  learn: (from: readonly Lesson[]) => LearnedWeights["values"],
  judge: (line: LabelledAnswer, learned: Partial<LearnedWeights>) => number,
): Judged[] {
  return [...Map.groupBy(lines, partOf)].flatMap(([part, own]) => {
    const others = (all: readonly Lesson[]) => all.filter(({ line }) => partOf(line) !== part);
    const learned = { values: learn(others(taught.values)), options: learn(others(taught.options)) };
    return own.map((line) => ({ line, score: judge(line, learned) }));
  });
}

/** One of a few shares of the questions, the same for all answers to one. */
export function shareOfQuestion({ question }: LabelledAnswer): string {
  const sum = [...question].reduce((hash, sign) => (hash * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
  return `share ${sum % shares}`;
}

/** Of each type, and of each group of it: how many scores are right, and how much of the credit is deserved. */
export function tableOf(judged: readonly Judged[]): string {
  const rows = [...Map.groupBy(judged, ({ line }) => line.taskType)].flatMap(([type, own]) => [
    rowOf(type, "all", own),
    ...[...Map.groupBy(own, ({ line }) => line.group)].map(([group, among]) => rowOf(type, group, among)),
  ]);
  return ["| type | group | answers | right | deserved of credited |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function rowOf(type: string, group: string, judged: readonly Judged[]): string {
  const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
  const right = judged.filter(({ line, score }) => Math.abs(score - line.score) < 0.001).length;
  const credited = judged.filter(({ score }) => score === 1);
  const deserved = credited.filter(({ line }) => line.score === 1).length;
  return `| ${type} | ${group} | ${judged.length} | ${percent(right, judged.length)} | ${percent(deserved, credited.length)} |`;
}
