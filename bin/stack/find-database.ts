import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { databaseDirectory, type Settings } from "./settings";
import { Trouble } from "./step";

/** Address of the portal's database for programs that run beside it: DATABASE_URL, or the embedded one while it is up. */
export function findDatabase(settings: Settings): string {
  const given = process.env.DATABASE_URL;
  if (given) return given;
  const file = join(databaseDirectory(settings.dataDirectory), "postmaster.pid");
  // Fourth line of Postgres's own file: the port that it listens on.
  const port = existsSync(file) ? readFileSync(file, "utf8").split("\n")[3]?.trim() : undefined;
  if (!port) throw new Trouble("The portal is not running. Start it with npm start, and run this in another terminal meanwhile.");
  return `postgresql://polyphony:${encodeURIComponent(settings.secrets.database)}@127.0.0.1:${port}/polyphony`;
}
