import type { InstructionCheck } from "../schema";

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
