import { appendFileSync } from "node:fs";
import { reasonOf, say } from "./step";

/** Characters of the end that are kept for the terminal. */
const kept = 4_000;

/** The log of one program. A disk without room costs lines of it, never the process that keeps it. */
export class LogFile {
  private end = "";
  private missing = 0;

  constructor(private readonly path: string) {}

  write(data: Buffer): void {
    this.end = (this.end + data).slice(-kept);
    try {
      if (this.missing > 0) appendFileSync(this.path, `\n[${this.missing} bytes are missing here: they could not be written]\n`);
      appendFileSync(this.path, data);
      if (this.missing > 0) say(`  ${this.path} can be written again; ${this.missing} bytes are missing in it.`);
      this.missing = 0;
    } catch (error) {
      if (this.missing === 0) say(`  ${this.path} cannot be written, so lines of it are lost: ${reasonOf(error)}`);
      this.missing += data.length;
    }
  }

  /** The last fifteen lines. */
  lastWords(): string {
    return this.end.split("\n").slice(-15).join("\n");
  }
}
