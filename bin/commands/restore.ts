import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { restoreBackup } from "../backup/restore-backup";
import type { Command } from "../stack/command";
import { withOpenDatabase } from "../stack/open-database";
import { say, Trouble } from "../stack/step";

export const command: Command = {
  summary: "a backup back into an empty database, or with --replace in the place of what is there; the portal must be stopped",
  usage: ["restore FOLDER [--replace]"],
  opensDatabase: true,
  async run(given) {
    const { folder, replace } = read(given);
    const { tables, version, createdAt } = await withOpenDatabase(false, (database) => restoreBackup(database, resolve(folder), replace));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    say(`Restored ${rows.toLocaleString("en")} rows of ${tables.length} tables, written by version ${version} at ${createdAt}.`);
    say("The portal can be started. Mails and checks that waited at that time are sent and made now.");
  },
};

function read(given: readonly string[]): { folder: string; replace: boolean } {
  try {
    const { values, positionals } = parseArgs({ args: [...given], options: { replace: { type: "boolean" } }, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (folder && more.length === 0) return { folder, replace: values.replace ?? false };
  } catch (error) {
    throw new Trouble(error instanceof Error ? error.message : String(error));
  }
  throw new Trouble(`Write:\n  ${command.usage.join("\n  ")}`);
}
