import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDataFolder, removeDataFolder, removeTree } from "./stack/data-folder";
import { holderOf } from "./stack/lock";
import { endOrphans } from "./stack/orphans";
import { databaseDirectory, readDataDirectory, root } from "./stack/settings";
import { fail, say, Trouble } from "./stack/step";
import { stopLeftPostgres } from "./stack/stop-left-postgres";

/** `npm run reset`: back to a fresh clone. A database of your own (DATABASE_URL) is not touched. */
async function reset(): Promise<void> {
  const dataDirectory = readDataDirectory();
  const holder = existsSync(dataDirectory) ? holderOf(dataDirectory) : null;
  if (holder !== null) throw new Trouble(`Polyphony still runs (process ${holder}). Stop it first, then reset.`);
  const database = existsSync(dataDirectory) && isDataFolder(dataDirectory) ? databaseDirectory(dataDirectory) : null;
  if (database) {
    endOrphans(join(dataDirectory, "logs"));
    await stopLeftPostgres(database);
  }
  for (const line of removeDataFolder(dataDirectory)) say(line);
  for (const target of [database, join(root, ".next")]) {
    if (target && existsSync(target)) say(removeTree(target) ? `Removed ${target}` : `Emptied ${target}, and kept the folder itself`);
  }
  say("Everything is as on a fresh clone.");
}

reset().catch(fail);
