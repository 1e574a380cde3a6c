import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { holderOf } from "./stack/lock";
import { databaseDirectory, root } from "./stack/settings";
import { fail, say, Trouble } from "./stack/step";

/** `npm run reset`: back to a fresh clone. A database of your own (DATABASE_URL) is not touched. */
try {
  const dataDirectory = resolve(root, process.env.DATA_DIR || ".polyphony");
  const holder = existsSync(dataDirectory) ? holderOf(dataDirectory) : null;
  if (holder !== null) throw new Trouble(`Polyphony still runs (process ${holder}). Stop it first, then reset.`);
  const targets = [existsSync(dataDirectory) ? databaseDirectory(dataDirectory) : null, dataDirectory, join(root, ".next")];
  for (const target of targets) {
    if (target === null || !existsSync(target)) continue;
    rmSync(target, { recursive: true, force: true });
    say(`Removed ${target}`);
  }
  say("Everything is as on a fresh clone.");
} catch (error) {
  fail(error);
}
