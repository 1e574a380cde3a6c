import { systemActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { listNotImported } from "@/lib/tasks/declared-queries";
import type { ImportProgress } from "@/lib/tasks/importing/import-choices";
import { importTaskFile } from "@/lib/tasks/importing/import-file";
import { importTaskFromHub } from "@/lib/tasks/importing/import-from-hub";
import type { ImportOutcome } from "@/lib/tasks/importing/import-staged";
import { ImportRefusal } from "@/lib/tasks/importing/task-file";
import { findTask, listTasks } from "@/lib/tasks/queries";
import { removeTask } from "@/lib/tasks/remove-task";
import { splits } from "@/lib/tasks/schema";
import type { Command } from "../stack/command";
import { progressBar } from "../stack/progress-bar";
import { say, Trouble } from "../stack/step";
import { readTaskArguments } from "../stack/task-arguments";

const actor = systemActor("command-line");
/** Problems that are shown; the others are counted. */
const shownProblems = 25;

export const command: Command = {
  summary: "the data sets that models are evaluated on",
  usage: [
    "tasks list",
    "tasks show NAME",
    "tasks import FILE --license LICENCE [--name NAME] [--domain DOMAIN] [--held-out 0.3] [--resolve-leaks dev|test|held-out] [--allow-near N]",
    "tasks import hf OWNER/NAME --type TYPE [--revision R] [--config C] [--split dev=validation] [--field input=question] [--after-marker '####'] [...]",
    "tasks remove NAME",
  ],
  async run([verb, ...given]) {
    if (verb === "list") return list();
    if (verb === "show" && given[0]) return show(given[0]);
    if (verb === "import") return bring(given);
    if (verb === "remove" && given[0]) return say(`Removed ${given[0]} with ${await removeTask(actor, given[0])} questions.`);
    throw new Trouble(`Write one of:\n  ${command.usage.join("\n  ")}`);
  },
};

async function list(): Promise<void> {
  const tasks = await listTasks();
  for (const { slug, taskType, counts, license } of tasks) {
    say([slug.padEnd(28), taskType.padEnd(22), splits.map((split) => `${split} ${counts[split]}`).join(", "), license].join("  "));
  }
  for (const { slug, taskType } of await listNotImported()) {
    say([slug.padEnd(28), taskType.padEnd(22), "of the paper, not imported"].join("  "));
  }
}

async function show(slug: string): Promise<void> {
  const task = await findTask(actor, slug);
  say(`${task.title} (${task.slug})\n${task.description}`);
  const lines: [string, string][] = [
    ["Domain", task.domain],
    ["Scored as", task.taskType],
    ["Questions", splits.map((split) => `${split} ${task.counts[split]}`).join(", ")],
    ["Licence", task.license],
    ["Source", task.source],
    ...(task.revision ? [["Revision", task.revision] satisfies [string, string]] : []),
    ["Content (SHA-256)", task.digest],
    ...(task.fileHash ? [["File (SHA-256)", task.fileHash] satisfies [string, string]] : []),
    ["Imported", task.createdAt.toISOString()],
  ];
  for (const [name, value] of lines) say(`  ${name.padEnd(18)} ${value}`);
  for (const note of [...task.notes, ...(task.obstacle ? [task.obstacle] : [])]) say(`  ${note}`);
}

async function bring(given: readonly string[]): Promise<void> {
  const { words, choices, ...source } = readTaskArguments(given);
  if (words[0] === "hf" && words[1] && words.length === 2) {
    const id = words[1];
    return say(inWords(await withProblems(() => importTaskFromHub(actor, { id, ...source }, choices, showProgress()))));
  }
  const [file, ...more] = words;
  if (!file || more.length > 0) throw new Trouble(`Write one of:\n  ${command.usage.join("\n  ")}`);
  say(inWords(await withProblems(() => importTaskFile(actor, file, choices, showProgress()))));
}

/** Every problem on a line of its own, because a long file may have many. */
async function withProblems<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length < 2) throw error;
    const lines = error.fields.slice(0, shownProblems).map(({ field, message }) => `  ${field}: ${message}`);
    const rest = error.fields.length - lines.length;
    const advice = error instanceof ImportRefusal ? error.advice : "";
    throw new Trouble(
      [`Nothing was imported: ${error.fields.length} problems.`, ...lines, rest > 0 ? `  and ${rest} more` : "", advice]
        .filter(Boolean)
        .join("\n"),
    );
  }
}

function showProgress(): (progress: ImportProgress) => void {
  const draw = progressBar();
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return ({ stage, done, total, unit }) => {
    const amount = unit === "bytes" ? `${megabytes(done)} of ${megabytes(total)} MB` : `${done} of ${total} questions`;
    draw(stage, total === 0 ? 1 : done / total, amount);
  };
}

function inWords({ slug, created, counts, digest, notes, license }: ImportOutcome): string {
  const sizes = splits.map((split) => `${counts[split]} ${split}`).join(", ");
  const head = created ? `Imported ${slug}: ${sizes}.` : `${slug} is there already with the same content (${sizes}).`;
  return [`\n${head}`, ...notes.map((note) => `  ${note}`), `  Licence ${license}; content ${digest}.`].join("\n");
}
