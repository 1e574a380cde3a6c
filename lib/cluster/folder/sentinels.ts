import { access, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const facts = z.object({
  nonce: z.string(),
  attempt: z.int(),
  restart: z.int().min(0),
  machine: z.string(),
  node: z.string(),
  pid: z.int(),
  /** When the process began, in ticks of its machine; with the pid it names one process. */
  began: z.int().nullable(),
});
const started = facts;
const exit = facts.extend({
  code: z.int().nullable(),
  signal: z.int().nullable(),
  reason: z.enum(["term", "memory", "time", "superseded"]).nullable(),
  seconds: z.number(),
  /** SHA-256 (hex) of result.json and of the files below out/, by path. */
  outputs: z.record(z.string(), z.string()),
});
type Started = z.infer<typeof started>;
export type Exit = z.infer<typeof exit>;

/** What the wrapper and the program wrote in one execution. Null for what is not there yet. */
export interface Execution {
  folder: string;
  restart: number;
  started: Started | null;
  exit: Exit | null;
  hasResult: boolean;
  /** When the wrapper last said that the job lives, in milliseconds of the file system's clock. */
  heartbeat: number | null;
}

/**
 * What is known of an attempt from its folder: one entry an execution, oldest first. Files of another attempt than the one with
 * this nonce do not count.
 */
export async function readExecutions(attemptFolder: string, nonce: string): Promise<Execution[]> {
  const names = await readdir(attemptFolder).catch(() => []);
  const restarts = names.filter((name) => /^\d{1,6}$/.test(name)).map(Number);
  const all = await Promise.all(restarts.sort((one, other) => one - other).map((restart) => readExecution(attemptFolder, restart, nonce)));
  return all;
}

async function readExecution(attemptFolder: string, restart: number, nonce: string): Promise<Execution> {
  const folder = join(attemptFolder, String(restart));
  // The end first: whoever reads it before the result would miss one written in between.
  const ended = await readSentinel(join(folder, "exit.json"), exit);
  const [begun, hasResult, heartbeat] = await Promise.all([
    readSentinel(join(folder, "started.json"), started),
    exists(join(folder, "result.json")),
    stat(join(folder, "heartbeat")).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    ),
  ]);
  const own = <T extends Started>(file: T | null) => (file?.nonce === nonce ? file : null);
  return { folder, restart, started: own(begun), exit: own(ended), hasResult, heartbeat };
}

async function readSentinel<T>(path: string, shape: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    // Written whole by our wrapper: anything else was put there by somebody else and says nothing.
    return null;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Words of a program that refused its request, shortened to what fits a page. */
export async function readFailure(folder: string): Promise<string | null> {
  const shape = z.object({ words: z.string() });
  const failure = await readSentinel(join(folder, "failure.json"), shape);
  return failure?.words.slice(0, 1_000) ?? null;
}
