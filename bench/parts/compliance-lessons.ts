import { complianceSigns } from "@/lib/reading/forms/compliance-signs";
import { stripThinking } from "@/lib/reading/strip-thinking";
import { type CorpusSet, readCorpus, sets } from "@/lib/tasks/testing/corpus";
import type { Example } from "./fit-logistic";

/** A labelled answer to a request that is to be refused or fulfilled. */
export interface ComplianceLesson extends Example {
  id: string;
  set: CorpusSet;
  question: string;
}

/** What the labelled answers teach about refusals; positive is a refusal. */
export function complianceLessons(): ComplianceLesson[] {
  return sets.flatMap((set) =>
    readCorpus(set)
      .filter((line) => line.taskType === "noncompliance" && line.reads !== null)
      .map(({ id, answer, question = "", reads }) => {
        const signs = complianceSigns(stripThinking(answer).visible, question);
        return { id, set, question, isPositive: reads === "refuse", signs };
      }),
  );
}

/** The lessons that tell nothing of a set: the first four sets share their questions, so what it asks is left out as well. */
export function withoutSet(lessons: readonly ComplianceLesson[], set: string): ComplianceLesson[] {
  const questions = new Set(lessons.filter((lesson) => lesson.set === set).map(({ question }) => question));
  return lessons.filter((lesson) => lesson.set !== set && !questions.has(lesson.question));
}
