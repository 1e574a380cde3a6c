import { isDoubtful } from "@/lib/tasks/schema";

/** A scored answer: how certain its verdict is, and whether the score is right. */
export interface CertainVerdict {
  taskType: string;
  certainty: number | null;
  isRight: boolean;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

/** How often verdicts are right, of those that are sure and of those that are doubtful: a table of Markdown. */
export function certaintyTable(verdicts: readonly CertainVerdict[]): string {
  const head = ["type", "answers", "sure", "right of the sure", "right of the doubtful", "right of all"];
  const rows = [...new Set(verdicts.map(({ taskType }) => taskType))].map((taskType) => {
    const own = verdicts.filter((verdict) => verdict.taskType === taskType);
    const sure = own.filter(({ certainty }) => certainty !== null && !isDoubtful(certainty));
    const doubtful = own.filter(({ certainty }) => isDoubtful(certainty));
    const right = (among: readonly CertainVerdict[]) => percent(among.filter(({ isRight }) => isRight).length, among.length);
    return [taskType, own.length, percent(sure.length, own.length), right(sure), right(doubtful), right(own)];
  });
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

const thresholds = [0.8, 0.85, 0.9, 0.925, 0.95, 0.96, 0.97, 0.98];

/** What each threshold of doubt would keep, and how much of that is right. */
export function thresholdTable(verdicts: readonly CertainVerdict[]): string {
  const rows = [...new Set(verdicts.map(({ taskType }) => taskType))].map((taskType) => {
    const own = verdicts.filter((verdict) => verdict.taskType === taskType);
    const cells = thresholds.map((threshold) => {
      const sure = own.filter(({ certainty }) => certainty !== null && certainty >= threshold);
      return `${percent(sure.filter(({ isRight }) => isRight).length, sure.length)} of ${percent(sure.length, own.length)}`;
    });
    return [taskType, ...cells];
  });
  const head = ["right of the sure, and how many are", ...thresholds.map(String)];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
