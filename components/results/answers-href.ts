import type { AnswersView } from "@/lib/pages/schema";

/** Address of a page of answers, narrowed as the view is. */
export function answersHref(path: string, view: AnswersView, page: number): string {
  const entries = Object.entries({ ...view, page }).filter(([, value]) => value !== undefined);
  return `${path}?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
}
