import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { systemActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { importMocoLog, type LogChoices } from "@/lib/results/importing-moco/import-moco-logs";
import type { Command } from "../stack/command";
import { say, Trouble } from "../stack/step";
import { readPairs } from "../stack/task-arguments";

const actor = systemActor("command-line");

export const command: Command = {
  summary: "results that other programs made",
  usage: ["results import moco LOG... [--task THEIRS=OURS] [--alias MODEL-IN-LOG=OWNER/NAME]"],
  async run([verb, program, ...given]) {
    if (verb !== "import" || program !== "moco") throw new Trouble(`Write:\n  ${command.usage.join("\n  ")}`);
    const { files, choices } = read(given);
    let failed = 0;
    for (const file of files) failed += (await bring(file, choices)) ? 0 : 1;
    if (failed > 0) throw new Trouble(`${failed} of ${files.length} logs were not imported.`);
  },
};

function read(given: readonly string[]): { files: string[]; choices: LogChoices } {
  try {
    const options = { task: { type: "string", multiple: true }, alias: { type: "string", multiple: true } } as const;
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    if (positionals.length === 0) throw new Trouble(`Write:\n  ${command.usage.join("\n  ")}`);
    return {
      files: positionals,
      choices: { tasks: readPairs("task", values.task ?? []), aliases: readPairs("alias", values.alias ?? []) },
    };
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(error instanceof Error ? error.message : String(error));
  }
}

/** One log; a faulty one does not keep the others out. */
async function bring(file: string, choices: LogChoices): Promise<boolean> {
  try {
    const text = await readFile(file, "utf8").catch(() => {
      throw new AppError("NOT_FOUND", `There is no file ${file}.`);
    });
    const { number, created, answers, score, caveats } = await importMocoLog(actor, basename(file), text, choices);
    say(
      `${basename(file)}: ${created ? "run" : "is there already as run"} #${number}, ${answers} answers, mean ${score.toFixed(4)}, ${caveats.length} caveats.`,
    );
    for (const { id, text: words } of caveats.filter((caveat) => caveat.id.startsWith("L-"))) say(`  ${id}: ${words}`);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say(error.message);
    return false;
  }
}
