import type { DeclaredMethod } from "@/lib/methods/method";
import { parserVersion } from "@/lib/tasks/schema";

/** What decides here and now which answers count as equal, for a method that compares them; null for all others. */
export function readerOf(method: DeclaredMethod): string | null {
  return method.needs.comparesAnswers ? parserVersion : null;
}
