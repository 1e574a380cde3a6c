import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { goldsOf } from "@/lib/reading/golds";
import { optionsOf } from "@/lib/reading/options";
import { judgeAnswer } from "@/lib/tasks/scoring/judge-answer";
import { scoreAsMoco } from "@/lib/tasks/scoring/score-as-moco";
import { type QuestionContent, questionContent } from "@/lib/tasks/types/registry";

/**
 * The reverse check: an answer that states the real gold answer of a real data set, in the forms that prompts ask for,
 * must be credited, whatever the gold looks like.
 *
 *     tsx bench/reading/golden-answers.ts FOLDER [--show N]
 *
 * FOLDER holds data files as MoCo ships them (`model_collaboration/data/*.json` of the package `modelco`).
 */
const [folder, , shown = "0"] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder with the data files.");

const file = z.object({ task_type: z.string(), dev: z.array(z.looseObject({})), test: z.array(z.looseObject({})) });

function contentOf(taskType: string, item: Record<string, unknown>): QuestionContent | null {
  const { question, choices, answer, input, output } = item;
  const fields = taskType === "multiple_choice" ? { question, choices, answer } : { input, output };
  const outcome = questionContent.safeParse({ id: "x", taskType, ...fields });
  return outcome.success ? outcome.data : null;
}

/** Each gold answer in the forms that a careful model uses. */
function formsOf(content: QuestionContent): [string, string][] {
  if (content.taskType === "multiple_choice") {
    const options = optionsOf(content.choices);
    const own = options.find((option) => option.key === content.answer);
    if (!own) return [];
    const { letter, text } = own;
    const list = options.map((option) => `${option.letter}) ${option.text}`).join("\n");
    return [
      ["letter", letter],
      ["letter and text", `${letter}) ${text}`],
      ["bold", `**${letter}**`],
      ["answer: letter", `Answer: ${letter}`],
      ["boxed letter", `\\boxed{${letter}}`],
      ["the correct answer is", `The correct answer is **${letter}) ${text}**`],
      ["after restating", `Let us look at the options.\n${list}\nSo the answer is ${letter}) ${text}.`],
    ];
  }
  if (content.taskType !== "exact_match" && content.taskType !== "f1_match") return [];
  const golds = content.taskType === "f1_match" ? goldsOf(content.output) : [content.output];
  return golds.flatMap((gold): [string, string][] => [
    ["box", `\\box{${gold}}`],
    ["boxed", `Let us think.\n\n$\\boxed{${gold}}$`],
    ["box in a sentence", `The final answer is \\box{${gold}}.`],
  ]);
}

const totals = new Map<string, { n: number; ours: number; moco: number; lost: number }>();
let left = Number(shown);
for (const name of readdirSync(folder).filter((each) => each.endsWith(".json"))) {
  const outcome = file.safeParse(JSON.parse(readFileSync(join(folder, name), "utf8")));
  if (!outcome.success) continue;
  const { task_type: taskType, dev, test } = outcome.data;
  for (const item of [...dev, ...test]) {
    const content = contentOf(taskType, item);
    if (!content) continue;
    for (const [form, answer] of formsOf(content)) {
      const key = `${taskType} | ${form}`;
      const total = totals.get(key) ?? { n: 0, ours: 0, moco: 0, lost: 0 };
      totals.set(key, total);
      const verdict = judgeAnswer(content, answer);
      const [ours, moco] = [verdict.score === 1, scoreAsMoco(content, answer) === 1];
      total.n += 1;
      total.ours += Number(ours);
      total.moco += Number(moco);
      total.lost += Number(moco && !ours);
      if (!ours && left > 0) {
        left -= 1;
        process.stdout.write(`${name} ${form}: ${JSON.stringify(answer.slice(-200))} ${verdict.reason} [moco ${moco}]\n`);
      }
    }
  }
}
process.stdout.write("type | form | answers | credited by ours | by MoCo 1.0.0 | lost by the switch\n");
for (const [key, { n, ours, moco, lost }] of totals) {
  process.stdout.write(`${key} | ${n} | ${((100 * ours) / n).toFixed(2)} % | ${((100 * moco) / n).toFixed(2)} % | ${lost}\n`);
}
