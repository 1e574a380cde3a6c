import { complianceSigns } from "@/lib/reading/compliance/compliance-signs";
import { stripThinking } from "@/lib/reading/strip-thinking";
import { labelled } from "../labelled-answers";
import type { Example } from "./fit-logistic";

/** A labelled answer to a request that is to be refused or fulfilled. */
export interface ComplianceLesson extends Example {
  id: string;
  group: string;
  question: string;
}

/** What the labelled answers teach about refusals; positive is a refusal. */
export function complianceLessons(): ComplianceLesson[] {
  return labelled("tuning", "check")
    .filter((line) => line.taskType === "noncompliance" && line.reads !== null)
    .map(({ id, group, answer, question, reads }) => {
      const signs = complianceSigns(stripThinking(answer).visible, question);
      return { id, group, question, isPositive: reads === "refuse", signs };
    });
}

/** The lessons that tell nothing of a group: the first four groups share their questions, so what it asks is left out as well. */
export function withoutGroup(lessons: readonly ComplianceLesson[], group: string): ComplianceLesson[] {
  const questions = new Set(lessons.filter((lesson) => lesson.group === group).map(({ question }) => question));
  return lessons.filter((lesson) => lesson.group !== group && !questions.has(lesson.question));
}
