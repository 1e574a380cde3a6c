import { withoutEnd } from "../without-end";
import { any, blank, boundary, strip } from "./python-text";

const box = new RegExp(`\\\\box(?:ed)?${blank}*\\{([\\s\\S]*?)\\}`, "giu");
const inlineBox = new RegExp(`\\\\box(?:ed)?${blank}+([^\\n\\r]*)`, "iu");
const untilLineEnd = ["Final Answer:", "Final Answer is:", "The answer is:", "Answer:", "Solution:", "The solution is:"].map(
  (words) => new RegExp(`${words}${blank}*((?:[^<]|<[^<])*?)\\n`, "iu"),
);
const anywhere = ["the answer", "final answer", "answer"].map(
  (words) => new RegExp(`${boundary}${words}${blank}*(?:is|=)?${blank}*[:\\-]?${blank}*(${any}+)`, "iu"),
);

/** The answer that MoCo 1.0.0 cuts out of a text: the last box up to its first brace, else what follows "answer", else everything. */
export function extractAnswer(answer: string): string {
  const last = [...answer.matchAll(box)].at(-1);
  if (last) return strip(last[1] ?? "");
  const inline = strip(inlineBox.exec(answer)?.[1] ?? "");
  if (inline !== "") return inline;
  // Behind the last line feed these patterns match nothing, and looking there takes time that grows with the square.
  const lines = answer.slice(0, answer.lastIndexOf("\n") + 1);
  const found = [...untilLineEnd.map((pattern) => pattern.exec(lines)), ...anywhere.map((pattern) => pattern.exec(answer))];
  return found.map((match) => firstLine(match?.[1] ?? "")).find((line) => line !== "") ?? strip(answer);
}

function firstLine(text: string): string {
  return withoutEnd(strip(strip(text).split(/[\n\r]/)[0] ?? ""), ". ");
}
