import { visible } from "./visible";

/** A failure that the person at the terminal can mend; shown without a stack. */
export class Trouble extends Error {}

let number = 0;

/** Shows one step of a start: its name, then how long it took and what came of it. */
export async function step<T>(name: string, work: () => Promise<T>, noteOf: (outcome: T) => string = () => ""): Promise<T> {
  number += 1;
  const started = performance.now();
  process.stdout.write(`  ${number}. ${name} ...`);
  try {
    const outcome = await work();
    const note = noteOf(outcome);
    process.stdout.write(` ${((performance.now() - started) / 1000).toFixed(1)} s${note ? ` (${note})` : ""}\n`);
    return outcome;
  } catch (error) {
    process.stdout.write(" failed\n");
    throw error;
  }
}

/** Turns what the operating system says into what to do. */
function explain(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC") return new Trouble("The disk is full. Free at least 2 GB, then run the same command again: nothing is lost.");
  // The database's own word for it.
  if (code === "53100")
    return new Trouble("The disk of the database is full. Make room, then run the same command again: nothing is lost.");
  if (code === "EACCES" || code === "EPERM") return new Trouble(`No permission: ${String(error)}. Run as the user who owns this folder.`);
  if (code === "EROFS")
    return new Trouble(`Nothing can be written there: ${String(error)}. Name another folder: DATA_DIR=/some/folder npm start`);
  return error;
}

/** What went wrong in one line for the terminal. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC") return "the disk is full. Make room; everything goes on by itself then.";
  return error instanceof Error ? error.message : String(error);
}

export function say(text: string): void {
  process.stdout.write(`${visible(text)}\n`);
}

/** Shows the words for the person, or the whole stack when it is our defect. */
export function tell(thrown: unknown): void {
  const error = explain(thrown);
  const words = error instanceof Trouble ? error.message : `This should not have happened:\n${(error as Error)?.stack ?? String(error)}`;
  process.stderr.write(`\n${visible(words)}\n`);
}

/** Ends the program with words as above. */
export function fail(thrown: unknown): never {
  tell(thrown);
  process.exit(1);
}
