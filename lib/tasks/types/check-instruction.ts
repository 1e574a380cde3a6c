import { z } from "zod";

/** A constraint that a program can check. */
export const instructionCheck = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("repeat_word"), word: z.string(), times: z.int().positive() }),
  z.object({ kind: z.literal("all_uppercase"), text: z.string() }),
  z.object({ kind: z.literal("wrapped_in"), left: z.string(), right: z.string(), text: z.string() }),
  z.object({ kind: z.literal("equals"), text: z.string() }),
]);
type InstructionCheck = z.infer<typeof instructionCheck>;

/**
 * Checks one constraint on an answer.
 * @param answer trimmed, without thoughts
 * @returns what is wrong, or null when the constraint holds
 */
export function checkInstruction(answer: string, check: InstructionCheck): string | null {
  switch (check.kind) {
    case "repeat_word": {
      const words = answer.split(/[\s,;]+/).map((word) => word.replace(/^["'“‘*_`]+|["'”’*_`.!]+$/g, "").toLowerCase());
      const said = words.filter((word) => word !== "");
      if (said.some((word) => word !== check.word.toLowerCase())) return `It says more than “${check.word}”.`;
      return said.length === check.times ? null : `It says the word ${said.length} times instead of ${check.times}.`;
    }
    case "all_uppercase": {
      const written = answer.replace(/^["'“‘*]+|["'”’*.]+$/g, "").replace(/\s+/g, " ");
      if (written !== written.toUpperCase()) return "Not all of it is in capitals.";
      return written === check.text.toUpperCase() ? null : `It does not say “${check.text.toUpperCase()}” alone.`;
    }
    case "wrapped_in":
      return answer === `${check.left}${check.text}${check.right}` ? null : `It is not exactly ${check.left}${check.text}${check.right}.`;
    case "equals":
      return answer.replace(/\s+/g, " ") === check.text.replace(/\s+/g, " ").trim() ? null : `It is not exactly “${check.text}”.`;
  }
}

/** An answer for which the constraint holds. */
export function fulfil(check: InstructionCheck): string {
  switch (check.kind) {
    case "repeat_word":
      return Array<string>(check.times).fill(check.word).join(" ");
    case "all_uppercase":
      return check.text.toUpperCase();
    case "wrapped_in":
      return `${check.left}${check.text}${check.right}`;
    case "equals":
      return check.text;
  }
}

/** The constraint in a sentence about the answer. */
export function describeCheck(check: InstructionCheck): string {
  switch (check.kind) {
    case "repeat_word":
      return `Holds “${check.word}” exactly ${check.times} times.`;
    case "all_uppercase":
      return `Is “${check.text}” in capitals.`;
    case "wrapped_in":
      return `Is “${check.text}” between “${check.left}” and “${check.right}”.`;
    case "equals":
      return `Is “${check.text}”.`;
  }
}
