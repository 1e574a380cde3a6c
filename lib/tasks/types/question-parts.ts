import { z } from "zod";
import type { AnyItem, Asked } from "./task-type";

/** Name of a question inside its task; sources write numbers as well. */
export const questionKey = z.union([z.string(), z.number()]).transform(String);

/** A text that says something. */
export const filled = z.string().refine((text) => text.trim() !== "", "is empty");

/** What is asked in a line of a file that is to be scored. */
export const askedText = z.string().min(1, "is empty");

/** What a question asks whose only field for that is its input. */
export function asksInput({ input }: AnyItem & { input: string }): Asked {
  return { text: input, options: [] };
}

/** The wording of the paper's Appendix B for answers that are a value. */
export function askForBox(input: string): string {
  return `${input}\n\nPut the final answer in \\box{ANSWER}.`;
}
