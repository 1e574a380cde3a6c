import { codeOf, steeringSigns } from "@/lib/tasks/importing/steering-signs";

/** A text as a terminal may show it: what would steer the terminal, or turn a line around, is written as its code instead. */
export function visible(text: string): string {
  return text.replace(steeringSigns, (sign) => (sign === "\n" || sign === "\t" ? sign : codeOf(sign)));
}
