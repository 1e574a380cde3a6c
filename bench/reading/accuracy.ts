import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Comparison } from "./compare-with-person";
import type { LabelledAnswer } from "./labelled-answers";

const golden = z.object({
  answers: z.array(z.tuple([z.string(), z.string(), z.number(), z.number()])),
  programs: z.array(z.tuple([z.string(), z.string()])),
});

/** What MoCo's own functions say of the labelled answers, see `moco-parsers.py`. */
export function readGolden(): z.infer<typeof golden> {
  return golden.parse(JSON.parse(readFileSync(join(process.cwd(), "bench", "reading", "moco-golden.json"), "utf8")));
}

/** How often each parser awards the score that a careful person awards, in percent. */
export interface Accuracy {
  taskType: LabelledAnswer["taskType"];
  n: number;
  ours: number;
  /** Ours also reads what the person reads. */
  reading: number;
  moco100: number;
  /** Null where the release was not asked. */
  moco112: number | null;
}

const taskTypes = [
  "multiple_choice",
  "exact_match",
  "f1_match",
  "noncompliance",
  "verifiable_instruction",
  "general_verifier",
  "coding",
] as const;

/** Accuracy of each type; MoCo's as its own functions gave it. */
export function measureAccuracy(comparisons: readonly Comparison[]): Accuracy[] {
  const { answers, programs } = readGolden();
  const own = new Map(
    answers.filter(([answer, question]) => answer === question).map(([id, , first, second]) => [id, { first, second }] as const),
  );
  const code = new Map(programs);
  return taskTypes.map((taskType) => {
    const ofType = comparisons.filter(({ line }) => line.taskType === taskType);
    const share = (holds: (comparison: Comparison) => boolean) => (100 * ofType.filter(holds).length) / ofType.length;
    const isScored = own.has(ofType[0]?.line.id ?? "");
    return {
      taskType,
      n: ofType.length,
      ours: share(({ isScoredRight }) => isScoredRight),
      reading: share(({ isReadRight }) => isReadRight),
      moco100: share(({ line }) => mocoIsRight(line, own.get(line.id)?.first, code)),
      moco112: isScored ? share(({ line }) => mocoIsRight(line, own.get(line.id)?.second, code)) : null,
    };
  });
}

function mocoIsRight(line: LabelledAnswer, score: number | undefined, programs: ReadonlyMap<string, string>): boolean {
  // Its rule for the verifier is one phrase anywhere; it has no rule for instructions of this kind and takes any text for a program.
  if (line.taskType === "general_verifier") return line.answer.includes("Final Decision: Yes") === (line.reads === "yes");
  if (line.taskType === "coding") {
    const program = programs.get(line.id) ?? "";
    return line.reads === null ? !/def\s+\w+\s*\(/.test(program) : program === line.reads;
  }
  return score !== undefined && Math.abs(score - line.score) <= 0.001;
}

/** The table of docs/scoring.md. */
export function accuracyTable(measured: readonly Accuracy[]): string {
  const percent = (value: number | null) => (value === null ? "–" : `${value.toFixed(1)} %`);
  const rows = measured.map(({ taskType, n, ours, reading, moco100, moco112 }) => {
    const moco = taskType === "verifiable_instruction" ? ["–", "–"] : [percent(moco100), percent(moco112)];
    return `| ${[taskType, n, percent(ours), percent(reading), ...moco].join(" | ")} |`;
  });
  return [
    "| type | answers | ours: score | ours: reading | MoCo 1.0.0: score | MoCo 1.1.2: score |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}
