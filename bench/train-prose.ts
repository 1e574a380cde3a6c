import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { labelledSets } from "@/lib/reading/prose/training/labelled-sets";
import { judgeUnseen, shareOfQuestion, tableOf } from "@/lib/reading/prose/training/measure";
import { learn, lessons, weightsOf } from "@/lib/reading/prose/training/train-prose";
import type { LabelledAnswer } from "@/lib/tasks/testing/corpus";
import { judgeLabelled, type LearnedWeights } from "./parts/judge-labelled";

/**
 * `tsx bench/train-prose.ts [--measure]`: fits the weights of the prose model on the labelled answers; with `--measure` also
 * says how well answers are scored by weights that have not seen their set, or their question.
 */
const taught = lessons();
writeFileSync(join(process.cwd(), "lib", "reading", "prose", "weights.json"), `${JSON.stringify(weightsOf(taught), null, 2)}\n`);
process.stdout.write(`Learned from ${taught.values.length} answers with values and ${taught.options.length} with options.\n`);
if (process.argv.includes("--measure")) measure();

function measure(): void {
  const lines = labelledSets(["exact_match", "f1_match", "multiple_choice"]).flatMap(({ set, lines: own }) =>
    own.map((line) => ({ set, line })),
  );
  const judge = (line: LabelledAnswer, learned: Partial<LearnedWeights>) => judgeLabelled(line, learned).score;
  const head = "| type | set | answers | right | deserved of credited |\n| --- | --- | --- | --- | --- |";
  const late = (set: string) => (set === "twelfth" || set === "thirteenth" ? "last two" : "others");
  const bySet = judgeUnseen(lines, taught, (set) => set, learn, judge);
  process.stdout.write(`Without its set:\n${head}\n${tableOf(bySet)}\n`);
  const lastTwo = judgeUnseen(
    lines.filter(({ set }) => late(set) === "last two"),
    taught,
    late,
    learn,
    judge,
  );
  process.stdout.write(`The last two sets, without both:\n${head}\n${tableOf(lastTwo)}\n`);
  const byQuestion = judgeUnseen(lines, taught, (_, line) => shareOfQuestion(line), learn, judge);
  process.stdout.write(`Without its question:\n${head}\n${tableOf(byQuestion)}\n`);
}
