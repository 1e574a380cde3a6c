import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Split } from "../schema";
import { refusal } from "./task-file";

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
/** Bytes of one question as JSON, some 200,000 tokens of English. */
export const longestQuestion = 1_000_000;

/** What is said of a longer one. */
export const tooLong = `is longer than a question may be (${longestQuestion / 1e6} MB)`;

/** Place of a question for a person: "line 12, dev[3]". */
export function placeOf({ line, list, position }: Pick<StagedQuestion, "line" | "list" | "position">, unit = "line"): string {
  return `${unit} ${line}, ${list}[${position}]`;
}

/**
 * A temporary file that holds the questions of a task while they are checked, because together they may be larger than
 * memory. Eight bytes of memory for each question. It has no name in the file system, so that it is gone with the
 * process however that ends.
 */
export class StagedQuestions {
  private readonly file = openNameless();
  private readonly ends: number[] = [];
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private size = 0;
  private readonly unit: string;

  /** @param unit what the source counts: lines, or rows */
  constructor(unit: "line" | "row") {
    this.unit = unit;
  }

  get length(): number {
    return this.ends.length;
  }

  /** @throws AppError INVALID_INPUT for a question that is too long to be one */
  append(item: StagedQuestion): void {
    const bytes = Buffer.from(JSON.stringify(item));
    if (bytes.length > longestQuestion) throw refusal([{ field: placeOf(item, this.unit), message: tooLong }]);
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

function openNameless(): number {
  const directory = mkdtempSync(join(tmpdir(), "polyphony-import-"));
  try {
    return openSync(join(directory, "questions.jsonl"), "wx+", 0o600);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What `append` wrote, and nothing else. */
function parse(bytes: Buffer): StagedQuestion {
  return JSON.parse(bytes.toString("utf8")) as StagedQuestion;
}
