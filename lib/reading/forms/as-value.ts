import { type Form, type Reading, unreadable } from "../reading";
import { comparableValue, meansTheSame } from "../values/comparable-value";
import { isNonAnswer } from "./non-answer";

/** The reading of what stands where an answer stands: without what only surrounds its value, or nothing where it says nothing. */
export function asValue(content: string, reason: string, form: Form, whenEmpty = "It holds no value."): Reading {
  if (isNonAnswer(content) && content.trim() !== "") return unreadable("What stands for the answer says nothing.");
  const said = content
    .replace(/^option\s+(?=\(?[A-Z]\)?$)/i, "")
    .replace(/^([$€£]?\d[\d.,]*) (?:more|additional|extra|other|further)(?= \p{L}+$|$)/u, "$1")
    .replace(/^(?:in|on|at)\s+(?=\d)/i, "")
    .replace(/^(.+?)\s*\((?:or |about |approximately |i\.e\.,? |≈\s*|=\s*)?([^()]+)\)$/, (whole, first: string, second: string) =>
      meansTheSame(second, first) ? first : whole,
    )
    .replace(/(?<=\d)\s?(?:です|である|だ|입니다|이다)[。.]?$/, "")
    .trim();
  const comparable = comparableValue(said);
  return comparable === "" ? unreadable(whenEmpty, form === "marked" ? form : "none") : { parsed: said, comparable, reason, form };
}
