import { z } from "zod";
import { judgeOption } from "@/lib/reading/judge-option";
import { verdictOf } from "@/lib/reading/judged";
import { optionAsMoco } from "@/lib/reading/moco/score-as-moco";
import { mostOptions, optionsOf } from "@/lib/reading/options";
import { readOption } from "@/lib/reading/read-option";
import { normalizeText } from "../normalize-text";
import { choicesFromSource } from "./choices-from-source";
import { askedText, questionKey } from "./question-parts";
import { withGold } from "./source-row";
import type { TaskTypeDefinition } from "./task-type";

const name = "multiple_choice";

const item = z.object({
  taskType: z.literal(name),
  id: questionKey,
  question: z.string().min(1),
  choices: z.record(z.string(), z.string()),
  /** Key of the right option. */
  answer: z.string(),
});
type Item = z.infer<typeof item>;

/** One option of several is right. */
export const multipleChoice = {
  name,
  title: "Multiple choice",
  metric:
    "The score is the share of questions answered with the right option. The last option that an answer clearly " +
    "declares counts: a letter however it is written, or the option's exact text. Merely discussing an option declares nothing.",
  scale: "share",
  chance: { kind: "option", field: "choices", words: "guessing among the options" },
  item,
  imported: item.loose().superRefine(checkChoices),
  record: z
    .object({
      question: askedText,
      choices: z
        .record(z.string(), z.string())
        .superRefine((options, context) => {
          const fault = miscounted(options);
          if (fault !== null) context.addIssue({ code: "custom", message: fault });
        })
        .superRefine(checkForGaps),
      gold: z.union(
        [z.string(), z.number().transform(String)],
        "is missing or neither text nor a number: write the key of the right option",
      ),
    })
    .superRefine(({ gold, choices }, context) => {
      if (Object.hasOwn(choices, gold)) return;
      context.addIssue({ code: "custom", path: ["gold"], message: `is none of the options ${Object.keys(choices).join(", ")}` });
    })
    .transform(({ question, choices, gold }) => ({ question, choices, answer: gold })),
  fromMoco: (row) => {
    const read = choicesFromSource(row);
    return withGold(read.answer, read);
  },
  asks: ({ question, choices, answer }) => ({
    text: question,
    options: optionsOf(choices).map((option) => ({ ...option, isRight: option.key === answer })),
  }),
  prompt: ({ question, choices }) => {
    const options = optionsOf(choices).map(({ letter, text }) => `${letter}) ${text}`);
    return [question, ...options, "Answer with the letter of the correct option."].join("\n");
  },
  // The text of the right option, not its letter, since options may stand in another order.
  gold: ({ choices, answer }) => normalizeText(choices[answer] ?? answer),
  expected: ({ choices, answer }) => {
    const right = optionsOf(choices).find((option) => option.key === answer);
    return right ? `${right.letter}) ${right.text}` : answer;
  },
  example: ({ choices, answer }) => optionsOf(choices).find((option) => option.key === answer)?.letter ?? "",
  hasOneAnswer: true,
  otherAnswers: ({ choices, answer }) => {
    const options = optionsOf(choices);
    const right = options.find((option) => option.key === answer);
    const wrong = options.find((option) => option.key !== answer);
    if (!right || !wrong) return [];
    return [
      `Let me see. The answer is **${right.letter}) ${right.text}**.`,
      `At first I thought ${wrong.letter}. Answer: ${right.letter}`,
      wrong.letter,
      `It is ${right.letter} or ${wrong.letter}, hard to tell.`,
      `${wrong.letter}) ${right.text}`,
    ];
  },
  read: ({ question, choices }, answer, cut) => readOption(answer, { question, options: optionsOf(choices), cut }),
  needs: null,
  judge: ({ question, choices, answer: gold }, answer, cut) =>
    verdictOf(judgeOption(answer, { question, options: optionsOf(choices), gold, cut }), answer),
  asMoco: ({ choices, answer: gold }, answer) => optionAsMoco(answer, { options: optionsOf(choices), gold }),
} satisfies TaskTypeDefinition<Item>;

function checkChoices({ choices, answer }: Item, context: z.core.$RefinementCtx): void {
  const keys = Object.keys(choices);
  const complain = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  const fault = miscounted(choices);
  if (fault !== null) complain("choices", fault);
  const letters = keys.map((_, position) => String.fromCharCode(65 + position));
  const numbers = keys.map((_, position) => String(position + 1));
  if (!letters.every((key) => keys.includes(key)) && !numbers.every((key) => keys.includes(key))) {
    complain("choices", "needs the keys A, B, C … or 1, 2, 3 … without a gap");
  }
  if (!keys.includes(answer)) complain("answer", `is none of the options ${keys.join(", ")}`);
}

/** Options are lettered, and there is no letter behind Z. */
function miscounted(choices: Readonly<Record<string, string>>): string | null {
  const count = Object.keys(choices).length;
  return count < 2 || count > mostOptions ? `needs 2 to ${mostOptions} options, not ${count}` : null;
}

function checkForGaps(options: Readonly<Record<string, string>>, context: z.core.$RefinementCtx): void {
  const keys = Object.keys(options);
  const gap = missingKey(keys);
  if (gap === null) return;
  const message = `there is no option ${gap}: options are named without a gap, as the answer counts them (${keys.join(", ")})`;
  context.addIssue({ code: "custom", message });
}

/** The first letter or number that is left out of keys which are letters from A or numbers; null where none is. */
function missingKey(keys: readonly string[]): string | null {
  const areLetters = keys.every((key) => /^[A-Z]$/.test(key));
  if (!areLetters && !keys.every((key) => /^\d{1,3}$/.test(key))) return null;
  const places = keys.map((key) => (areLetters ? key.charCodeAt(0) - 65 : Number(key)));
  const from = areLetters ? 0 : Math.min(...places, 1);
  const wanted = keys.map((_, offset) => from + offset).find((place) => !places.includes(place));
  if (wanted === undefined) return null;
  return areLetters ? String.fromCharCode(65 + wanted) : String(wanted);
}
