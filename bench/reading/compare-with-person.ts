import { readDecision } from "@/lib/reading/read-decision";
import { readProgram } from "@/lib/reading/read-program";
import { meansTheSame } from "@/lib/reading/values/comparable-value";
import { tokenF1 } from "@/lib/reading/values/token-f1";
import { judgeAnswer } from "@/lib/tasks/scoring/judge-answer";
import { contentOf, type LabelledAnswer } from "./labelled-answers";

const tolerance = 0.001;

/** What we make of a labelled answer beside what a careful person makes of it. */
export interface Comparison {
  line: LabelledAnswer;
  /** It gets the score that the person gives. */
  isScoredRight: boolean;
  /** What the person reads is read as well. */
  isReadRight: boolean;
  /** Null where a model or a sandbox scores. */
  certainty: number | null;
  /** What we say of it. */
  ours: string;
}

/** Judges a labelled answer as results are judged, and tells where a careful person differs. */
export function compareWithPerson(line: LabelledAnswer): Comparison {
  if (line.taskType === "general_verifier") return compareDecision(line);
  if (line.taskType === "coding") return compareProgram(line);
  const { score, parsed, reason, certainty } = judgeAnswer(contentOf(line), line.answer);
  const isScoredRight = Math.abs(score - line.score) <= tolerance;
  const isReadRight = isScoredRight && (line.taskType === "verifiable_instruction" || isSameReading(line, parsed));
  return { line, isScoredRight, isReadRight, certainty, ours: `scores ${score}, reads ${parsed} (${reason})` };
}

function compareDecision(line: LabelledAnswer): Comparison {
  const decision = readDecision(line.answer);
  const words = decision === null ? null : { true: "yes", false: "no" }[`${decision}`];
  return {
    line,
    isScoredRight: (decision ?? false) === (line.reads === "yes"),
    isReadRight: words === line.reads,
    certainty: null,
    ours: `reads ${words}`,
  };
}

function compareProgram(line: LabelledAnswer): Comparison {
  const { parsed, reason } = readProgram(line.answer);
  const isRight = parsed === line.reads;
  return { line, isScoredRight: isRight, isReadRight: isRight, certainty: null, ours: `reads ${parsed} (${reason})` };
}

function isSameReading({ taskType, reads }: LabelledAnswer, ours: string | null): boolean {
  if (ours === null || reads === null) return ours === reads;
  if (taskType === "f1_match") return meansTheSame(ours, reads) || tokenF1(ours, reads) === 1;
  return taskType === "exact_match" ? meansTheSame(ours, reads) : ours === reads;
}
