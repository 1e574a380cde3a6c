import { randomUUID } from "node:crypto";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import type { PreparedQuestion } from "@/lib/tasks/schema";

/** Questions whose answer is a number. */
export function exactMatchQuestions(name: string, count: number): PreparedQuestion[] {
  return Array.from({ length: count }, (_, place) =>
    prepareQuestion({
      id: randomUUID(),
      taskId: randomUUID(),
      content: { taskType: "exact_match", id: String(place), input: `${name}: say ${place}`, output: String(place) },
    }),
  );
}
