import { appendFileSync } from "node:fs";
import { reasonOf, say } from "./step";

/** Characters of the end that are kept for the terminal. */
const kept = 4_000;
/** Milliseconds between two complaints about one log: a disk that is nearly full changes its mind with every line. */
const quiet = 60_000;

/** The log of one program. A disk without room costs lines of it, never the process that keeps it. */
export class LogFile {
  private end = "";
  private missing = 0;
  private complained = false;
  private complainedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly path: string) {}

  write(data: Buffer): void {
    this.end = (this.end + data).slice(-kept);
    try {
      if (this.missing > 0) appendFileSync(this.path, `\n[${this.missing} bytes are missing here: they could not be written]\n`);
      appendFileSync(this.path, data);
      if (this.complained) say(`  ${this.path} can be written again; the gaps in it are marked.`);
      this.complained = false;
      this.missing = 0;
    } catch (error) {
      this.missing += data.length;
      if (this.complained || performance.now() - this.complainedAt < quiet) return;
      say(`  ${this.path} cannot be written, so lines of it are lost: ${reasonOf(error)}`);
      this.complained = true;
      this.complainedAt = performance.now();
    }
  }

  /** The last fifteen lines. */
  lastWords(): string {
    return this.end.split("\n").slice(-15).join("\n");
  }
}
