import { optionsOf } from "@/lib/reading/options";
import type { LabelledAnswer } from "../labelled-answers";

/** What answers say of a right value R and a wrong one W; `reads` tells which of them they give. */
const sayings: readonly { text: string; reads: "R" | "W" | null }[] = [
  { text: "The answer is not R.", reads: null },
  { text: "I don't think it is R.", reads: null },
  { text: "It could be W. It could be R.", reads: null },
  { text: "It is either R or W.", reads: null },
  { text: "Is it R? Or is it W?", reads: null },
  { text: "If it were R, the rest would not fit.", reads: null },
  { text: "R is wrong because the question says otherwise.", reads: null },
  { text: "It might be R, but I cannot tell without more information.", reads: null },
  { text: "It is W, not R.", reads: "W" },
  { text: "It is W rather than R, as many believe.", reads: "W" },
  { text: "Some would say R, but it is W.", reads: "W" },
  { text: "That would be W. R comes second.", reads: "W" },
  { text: "At first I thought of R. But no, it has to be W.", reads: "W" },
  { text: "W. R has nothing to do with it.", reads: "W" },
  { text: "R is a common mistake; the right one is W.", reads: "W" },
  { text: "W is the one, whereas R belongs to something else.", reads: "W" },
  { text: "One is tempted to say W, but it's R.", reads: "R" },
  { text: "It isn't W but R.", reads: "R" },
  { text: "R, not W.", reads: "R" },
  { text: "It is R; W comes right behind.", reads: "R" },
  { text: "We find R here, unlike W, which is often named.", reads: "R" },
];
/** Of so many questions one is taken for a saying, so that the made answers do not outweigh the written ones. */
const every = 9;

/** Name of their group. */
const made = "made";

/** Short answers made from labelled ones, which mention the gold in every way that does not state it, and in some that do. */
export function madeAnswers(lines: readonly LabelledAnswer[]): LabelledAnswer[] {
  const own = new Map(lines.map((line) => [line.question, line]));
  return [...own.values()].flatMap((line, place) => {
    const [right, wrong] = valuesOf(line, lines);
    if (right === undefined || wrong === undefined) return [];
    return sayings.flatMap(({ text, reads }, number) => {
      if ((place + number * 4) % every !== 0) return [];
      const answer = text.replace(/\b[RW]\b/g, (sign) => (sign === "R" ? right.said : wrong.said));
      const read = { R: right.reads, W: wrong.reads };
      const said = reads === null ? null : read[reads];
      return [
        {
          ...line,
          group: made,
          id: `${line.id}-${number}`,
          answer: answer.charAt(0).toUpperCase() + answer.slice(1),
          reads: said,
          score: reads === "R" ? 1 : 0,
        },
      ];
    });
  });
}

interface Value {
  said: string;
  reads: string;
}

function valuesOf(line: LabelledAnswer, lines: readonly LabelledAnswer[]): (Value | undefined)[] {
  if (line.taskType === "multiple_choice") {
    const options = optionsOf(line.choices);
    const right = options.find(({ key }) => key === line.gold);
    const wrong = options.find(({ key }) => key !== line.gold);
    const isByLetter = line.id.length % 2 === 0;
    return [right, wrong].map(
      (option) => option && { said: isByLetter ? option.letter : option.text.replace(/[.\s]+$/, ""), reads: option.letter },
    );
  }
  const gold = Array.isArray(line.gold) ? String(line.gold[0]) : String(line.gold);
  const wrong =
    lines.find((other) => other.question === line.question && other.reads !== null && other.score === 0)?.reads ?? otherNumber(gold);
  return [{ said: gold, reads: gold }, wrong === null || wrong.length > 40 ? undefined : { said: wrong, reads: wrong }];
}

function otherNumber(gold: string): string | null {
  return /^-?\d+$/.test(gold) ? String(Number(gold) + 3) : null;
}
