import { writeBackup } from "../backup/write-backup";
import type { Command } from "../stack/command";
import { withOpenDatabase } from "../stack/open-database";
import { say, Trouble } from "../stack/step";

export const command: Command = {
  summary: "database, secrets and artifacts in one new folder, read again before it gets its name; the portal may be up",
  usage: ["backup FOLDER"],
  opensDatabase: true,
  async run([folder, ...more]) {
    if (!folder || more.length > 0) throw new Trouble(`Write:\n  ${command.usage.join("\n  ")}`);
    const { tables, files } = await withOpenDatabase(true, (database) => writeBackup(database, folder));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    say(`Wrote and read again ${folder}: ${rows.toLocaleString("en")} rows of ${tables.length} tables, ${megabytes.toFixed(1)} MB.`);
    say("It holds secrets and what people wrote: keep it where only operators can read it. The environment file is not in it.");
  },
};
