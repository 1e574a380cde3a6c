import type { LabelledAnswer } from "@/lib/tasks/testing/corpus";
import type { Weights } from "../weigh";
import type { Lesson } from "./train-prose";

/** An answer that was judged by weights that had not seen it. */
interface Judged {
  group: string;
  taskType: string;
  score: number;
  deserved: number;
}

interface Learned {
  values: Weights;
  options: Weights;
}

type Asking = { question?: string | undefined };

const shares = 5;

/**
 * Judges every labelled answer by weights fitted without its group.
 * @param groupOf the group of an answer: its set, or a share of the questions
 */
export function judgeUnseen(
  lines: readonly { set: string; line: LabelledAnswer }[],
  taught: { values: readonly Lesson[]; options: readonly Lesson[] },
  groupOf: (set: string, line: Asking) => string,
  learn: (from: readonly Lesson[]) => Weights,
  judge: (line: LabelledAnswer, learned: Learned) => number,
): Judged[] {
  const groups = [...new Set(lines.map(({ set, line }) => groupOf(set, line)))].toSorted();
  return groups.flatMap((group) => {
    const others = (all: readonly Lesson[]) => all.filter(({ set, line }) => groupOf(set, line) !== group);
    const learned = { values: learn(others(taught.values)), options: learn(others(taught.options)) };
    return lines
      .filter(({ set, line }) => groupOf(set, line) === group)
      .map(({ set, line }) => ({ group: set, taskType: line.taskType, score: judge(line, learned), deserved: line.score ?? 0 }));
  });
}

/** One of a few shares of the questions, the same for all answers to one. */
export function shareOfQuestion(line: Asking): string {
  const sum = [...(line.question ?? "")].reduce((hash, sign) => (hash * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
  return `share ${sum % shares}`;
}

/** Of each type, and of each set of it: how many scores are right, and how much of the credit is deserved. */
export function tableOf(judged: readonly Judged[]): string {
  const types = [...new Set(judged.map(({ taskType }) => taskType))];
  return types
    .flatMap((type) => {
      const own = judged.filter(({ taskType }) => taskType === type);
      const groups = [...new Set(own.map(({ group }) => group))].toSorted();
      return [
        rowOf(type, "all", own),
        ...groups.map((group) =>
          rowOf(
            type,
            group,
            own.filter((each) => each.group === group),
          ),
        ),
      ];
    })
    .join("\n");
}

function rowOf(type: string, group: string, judged: readonly Judged[]): string {
  const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
  const right = judged.filter(({ score, deserved }) => Math.abs(score - deserved) < 0.001).length;
  const credited = judged.filter(({ score }) => score === 1);
  const deserved = credited.filter((each) => each.deserved === 1).length;
  return `| ${type} | ${group} | ${judged.length} | ${percent(right, judged.length)} | ${percent(deserved, credited.length)} |`;
}
