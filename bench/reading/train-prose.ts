import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgeLabelled, type LearnedWeights } from "./judge-labelled";
import { type LabelledAnswer, labelled } from "./labelled-answers";
import { judgeUnseen, shareOfQuestion, tableOf } from "./learning/judge-unseen";
import { learn, lessons, weightsOf } from "./learning/prose-lessons";

/**
 * `tsx bench/reading/train-prose.ts [--measure]`: fits the weights of the prose model on the labelled answers; with `--measure`
 * also says how well answers are scored by weights that have not seen their group, or their question.
 */
const taught = lessons();
writeFileSync(join(process.cwd(), "lib", "reading", "prose", "weights.json"), `${JSON.stringify(weightsOf(taught), null, 2)}\n`);
process.stdout.write(`Learned from ${taught.values.length} answers with values and ${taught.options.length} with options.\n`);
if (process.argv.includes("--measure")) measure();

function measure(): void {
  const types = ["exact_match", "f1_match", "multiple_choice"];
  const lines = labelled("tuning", "check").filter(({ taskType }) => types.includes(taskType));
  const judge = (line: LabelledAnswer, learned: Partial<LearnedWeights>) => judgeLabelled(line, learned).score;
  const late = ({ group }: LabelledAnswer) => (group === "twelfth" || group === "thirteenth" ? "last two" : "others");
  const last = lines.filter((line) => late(line) === "last two");
  const tables: [string, string][] = [
    ["Without its group", tableOf(judgeUnseen(lines, taught, ({ group }) => group, learn, judge))],
    ["The last two groups, without both", tableOf(judgeUnseen(last, taught, late, learn, judge))],
    ["Without its question", tableOf(judgeUnseen(lines, taught, shareOfQuestion, learn, judge))],
  ];
  process.stdout.write(tables.map(([title, table]) => `${title}:\n${table}\n`).join(""));
}
