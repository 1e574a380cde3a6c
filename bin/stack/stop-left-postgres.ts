import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandOf } from "./process-facts";
import { Trouble } from "./step";

/** A server left behind by a start that was killed still holds the files; it is asked to shut down. */
export async function stopLeftPostgres(directory: string): Promise<void> {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const isOurs = () => Number.isInteger(pid) && pid > 1 && commandOf(pid).includes(directory);
  if (!isOurs()) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 20_000 && isOurs(); waited += 100) await sleep(100);
  if (isOurs()) throw new Trouble(`A Postgres from an earlier start (process ${pid}) does not stop. End it with: kill ${pid}`);
}
