import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Split } from "../schema";

/** One question of a source that is being imported. */
export interface StagedQuestion {
  /** The list that the source has it in. */
  list: Split;
  /** Place in that list, from 0. */
  position: number;
  /** Line of the file on which it begins, and those of its fields; row and no fields, for Parquet. */
  line: number;
  lines: Record<string, number>;
  /** As the source has it. */
  value: unknown;
}

const blockBytes = 1_000_000;

/**
 * A temporary file that holds the questions of a task while they are checked, because together they may be larger than
 * memory. Eight bytes of memory for each question.
 */
export class StagedQuestions {
  private readonly directory = mkdtempSync(join(tmpdir(), "polyphony-import-"));
  private readonly file = openSync(join(this.directory, "questions.jsonl"), "wx+", 0o600);
  private readonly ends: number[] = [];
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private size = 0;

  get length(): number {
    return this.ends.length;
  }

  append(item: StagedQuestion): void {
    const bytes = Buffer.from(JSON.stringify(item));
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.size += bytes.length;
    this.ends.push(this.size);
    if (this.waitingBytes >= blockBytes) this.flush();
  }

  read(index: number): StagedQuestion {
    this.flush();
    const start = this.startOf(index);
    return parse(this.readBytes(start, (this.ends[index] ?? start) - start));
  }

  /** Every question that is wanted, in order, read in large blocks. */
  *rows(wanted: (index: number) => boolean = () => true): Generator<[number, StagedQuestion]> {
    this.flush();
    for (let first = 0; first < this.length; ) {
      let last = first;
      while (last + 1 < this.length && (this.ends[last + 1] ?? 0) - this.startOf(first) <= blockBytes) last += 1;
      const start = this.startOf(first);
      const block = this.readBytes(start, (this.ends[last] ?? start) - start);
      for (let index = first; index <= last; index += 1) {
        if (wanted(index)) yield [index, parse(block.subarray(this.startOf(index) - start, (this.ends[index] ?? 0) - start))];
      }
      first = last + 1;
    }
  }

  close(): void {
    closeSync(this.file);
    rmSync(this.directory, { recursive: true, force: true });
  }

  private startOf(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] ?? 0);
  }

  private readBytes(start: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(this.file, bytes, 0, length, start);
    return bytes;
  }

  private flush(): void {
    const bytes = Buffer.concat(this.waiting);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
    this.waiting = [];
    this.waitingBytes = 0;
  }
}

/** What `append` wrote, and nothing else. */
function parse(bytes: Buffer): StagedQuestion {
  return JSON.parse(bytes.toString("utf8")) as StagedQuestion;
}
