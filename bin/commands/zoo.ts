import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { addZoo } from "@/lib/experiments/zoo/add-zoo";
import { findZoo, type ZooContents } from "@/lib/experiments/zoo/find-zoo";
import { removeZoo } from "@/lib/experiments/zoo/remove-zoo";
import type { Command } from "../stack/command";
import { say, Trouble } from "../stack/step";

const actor = systemActor("command-line");
/** Shared runs and systems that are named; the others are counted. */
const shownWords = 25;

export const command: Command = {
  summary: "the tiny models and tasks that come with the portal: a demo has them, other portals where they are added",
  usage: ["zoo add [--with-experiment]", "zoo remove [--with-runs] [--yes]"],
  async run([verb, ...given]) {
    if (verb === "add") return add(read(given, "with-experiment").has("with-experiment"));
    if (verb === "remove") return remove(read(given, "with-runs", "yes"));
    throw new Trouble(`Write one of:\n  ${command.usage.join("\n  ")}`);
  },
};

function read(given: readonly string[], ...names: string[]): Set<string> {
  try {
    const { values } = parseArgs({ args: [...given], options: Object.fromEntries(names.map((name) => [name, { type: "boolean" }])) });
    return new Set(Object.keys(values));
  } catch (error) {
    throw new Trouble(error instanceof Error ? error.message : String(error));
  }
}

async function add(experiment: boolean): Promise<void> {
  const { models, tasks, runs } = await addZoo(actor, { experiment });
  say(`Added ${models} models and ${tasks} tasks, and queued ${runs} runs. What was there already is left alone.`);
  say(
    "Their server is started with the portal: stop npm start and call it again. Under a service manager start polyphony-zoo, and name it",
  );
  say('in ENDPOINTS: [{"name":"zoo","url":"http://127.0.0.1:3180"}].');
}

async function remove(wishes: ReadonlySet<string>): Promise<void> {
  const zoo = await findZoo(db());
  if (zoo.models.length + zoo.tasks.length === 0) return say("There is no zoo here.");
  say(`This removes ${inWords(zoo)}.`);
  if (zoo.shared.words.length > 0) say(named(zoo.shared.words));
  const withRuns = wishes.has("with-runs");
  if (zoo.shared.words.length > 0 && !withRuns)
    throw new Trouble("Nothing was removed: what is named above is not the zoo's alone. Remove it too with --with-runs, or keep the zoo.");
  if (!wishes.has("yes")) await ask();
  const removed = await removeZoo(actor, { withRuns }).catch((error: unknown) => {
    throw error instanceof AppError && error.fields.length > 0
      ? new Trouble(`${error.message}\n${named(error.fields.map(({ message }) => message))}`)
      : error;
  });
  say(`Removed ${inWords(removed)}. Nothing else was touched.`);
  say(
    "A model server of the zoo is not needed any more. A demo without models, tasks and submissions of its own gets the zoo again when it",
  );
  say("starts; DEMO_MODE=false keeps it away.");
}

function inWords({ models, tasks, runs, systems, derived, experiments, counts }: ZooContents): string {
  const counted = (count: number, noun: string) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
  return [
    counted(models.length, "model"),
    `${counted(tasks.length, "task")} with ${counted(counts.questions, "question")}`,
    `${counted(runs.length, "run")} with ${counted(counts.results, "result")}`,
    counted(systems.length, "system"),
    counted(experiments.length, "experiment"),
    ...(derived.length > 0 ? [`${counted(derived.length, "model")} that methods made of them`] : []),
    `${counted(counts.generations, "text")} that its models wrote`,
  ].join(", ");
}

function named(words: readonly string[]): string {
  const rest = words.length - shownWords;
  return [...words.slice(0, shownWords), ...(rest > 0 ? [`and ${rest} more`] : [])].map((line) => `  ${line}`).join("\n");
}

async function ask(): Promise<void> {
  if (!process.stdin.isTTY) throw new Trouble("Nothing was removed. To remove it without being asked: --yes");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Write "yes" to remove it: ');
  terminal.close();
  if (answer.trim() !== "yes") throw new Trouble("Nothing was removed.");
}
