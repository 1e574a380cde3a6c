import { readdirSync } from "node:fs";
import { join } from "node:path";
import { closeDatabase } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Command } from "./stack/command";
import { portalEnvironment } from "./stack/environment";
import { findDatabase } from "./stack/find-database";
import { readSettings } from "./stack/settings";
import { fail, say, Trouble } from "./stack/step";

/** `npm run polyphony -- COMMAND …`: what an operator does at the terminal, beside the running portal. */
const folder = join(import.meta.dirname, "commands");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3))
  .sort();

/** For commands that need no database; nothing connects to it. */
const nowhere = "postgresql://nobody@127.0.0.1:1/none";

async function load(name: string): Promise<Command> {
  const { command }: { command: Command } = await import(join(folder, `${name}.ts`));
  return command;
}

async function showHelp(): Promise<void> {
  say("Commands:");
  for (const name of names) {
    const { summary, usage } = await load(name);
    say(`\n  ${name}: ${summary}`);
    for (const line of usage) say(`    npm run polyphony -- ${line}`);
  }
}

async function run(name: string | undefined, given: readonly string[]): Promise<void> {
  if (name === undefined || name === "help") return showHelp();
  if (!names.includes(name)) throw new Trouble(`There is no command "${name}". Commands: ${names.join(", ")}.`);
  const command = await load(name);
  if (!command.opensDatabase) {
    const settings = readSettings();
    const databaseUrl = command.alone ? nowhere : findDatabase(settings);
    Object.assign(process.env, portalEnvironment(settings, { databaseUrl, zooPort: null }));
  }
  try {
    await command.run(given);
  } catch (error) {
    throw error instanceof AppError ? new Trouble(error.message) : error;
  } finally {
    await closeDatabase();
  }
}

const [name, ...given] = process.argv.slice(2);
run(name, given).catch(fail);
