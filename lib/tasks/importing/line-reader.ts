import { Tokenizer, TokenParser, TokenType } from "@streamparser/json";
import type { Split } from "../schema";
import { isKeptNumber, notKept } from "./kept-number";
import { LineCounter } from "./line-counter";
import { longestQuestion, tooLong } from "./staged-questions";

/** One element of one of a file's lists. */
export interface FileItem {
  kind: "item";
  list: Split;
  position: number;
  /** Line on which it begins, from 1. */
  line: number;
  /** Lines of its fields. */
  lines: ReadonlyMap<string, number>;
  value: unknown;
}

/** A field beside the lists. */
export interface FileField {
  kind: "field";
  name: string;
  line: number;
  value: unknown;
}

/** Where a file went wrong; its line is counted from 1. */
export class BrokenFile extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** Brackets inside brackets; no question needs a tenth of it. */
const deepest = 100;

/** Fields that hold questions, as MoCo and we write them. */
const lists: Record<string, Split> = { heldOut: "held_out", held_out: "held_out", "held-out": "held_out", dev: "dev", test: "test" };
const fields = ["name", "dataset", "title", "domain", "taskType", "task_type", "description", "license", "source"];
const paths = [...fields.map((name) => `$.${name}`), ...Object.keys(lists).flatMap((name) => [`$.${name}.*`, `$.splits.${name}.*`])];

/** Tells of numbers that would be rounded where the file has them. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    if (!isKeptNumber(text)) throw new LostDigits(notKept(text));
    return super.parseNumber(text);
  }
}

class LostDigits extends Error {}

/**
 * Reads a task file piece by piece, MoCo's shape or ours, and knows the line of everything it finds. Holds one chunk and
 * one question in memory.
 */
export class LineReader {
  private readonly tokenizer = new ExactTokenizer();
  private readonly parser = new TokenParser({ paths, keepStack: false });
  private found: (FileItem | FileField)[] = [];
  private readonly counts = new Map<Split, number>();
  /** Names and brackets that are open: "{", "[", and the key that each value belongs to. */
  private open: string[] = [];
  /** How many of them are objects. */
  private objects = 0;
  private path: string[] = [];
  private expectsKey = false;
  private awaitsList = false;
  private readonly lines = new LineCounter();
  private itemLine = 1;
  private fieldLines = new Map<string, number>();
  private keyLine = 1;
  private seen = new Set<string>();
  /** Bytes that were read, and where in them the question or the field begins that is being read. */
  private size = 0;
  private pieceStart = 0;
  private isOver = false;

  constructor() {
    this.tokenizer.onToken = (token) => {
      this.follow(token.token, token.value, token.offset);
      this.parser.write(token);
    };
    this.parser.onValue = ({ value, key, stack }) =>
      this.take(
        stack.flatMap((level) => (level.key === undefined ? [] : [String(level.key)])),
        key,
        value,
      );
    this.parser.onError = (error) => this.tokenizer.error(error);
    this.tokenizer.onError = (error) => {
      if (this.isOver) throw this.unfinished();
      if (error instanceof LostDigits) throw new BrokenFile(this.lineOfError(error), error.message);
      throw error instanceof BrokenFile ? error : new BrokenFile(this.lineOfError(error), `is not JSON: ${error.message}`);
    };
  }

  /** @throws BrokenFile */
  write(chunk: Uint8Array): (FileItem | FileField)[] {
    this.lines.begin(chunk);
    this.tokenizer.write(chunk);
    this.lines.countAll();
    this.size += chunk.length;
    if (this.size - this.pieceStart > longestQuestion + chunk.length) throw this.tooLong();
    return this.taken();
  }

  /** @throws BrokenFile when the file stops in the middle */
  end(): (FileItem | FileField)[] {
    this.isOver = true;
    if (!this.tokenizer.isEnded) this.tokenizer.end();
    if (!this.parser.isEnded) throw this.unfinished();
    return this.taken();
  }

  private unfinished(): BrokenFile {
    return new BrokenFile(this.lines.line, "ends in the middle of the data");
  }

  private taken(): (FileItem | FileField)[] {
    const found = this.found;
    this.found = [];
    return found;
  }

  /** Keeps track of where in the file the parser stands. */
  private follow(token: TokenType, value: unknown, offset: number): void {
    this.lines.countTo(offset);
    const isKey = this.expectsKey && token === TokenType.STRING;
    if (this.awaitsList && token !== TokenType.COLON && !isKey) this.beginList(token);
    if (isKey) this.enterKey(String(value));
    else if (token !== TokenType.COLON && token !== TokenType.COMMA && this.inList()) this.startItem(offset);
    this.expectsKey = token === TokenType.LEFT_BRACE || (token === TokenType.COMMA && this.open.at(-1) === "{");
    if (token === TokenType.LEFT_BRACE) this.enter("{");
    if (token === TokenType.LEFT_BRACKET) this.enter("[");
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      if (this.open.pop() === "{") this.objects -= 1;
      this.path.length = Math.min(this.path.length, this.objects);
    }
    if (!this.open.includes("[")) this.pieceStart = offset;
  }

  private enter(bracket: "{" | "["): void {
    this.open.push(bracket);
    if (bracket === "{") this.objects += 1;
    if (this.open.length > deepest) throw new BrokenFile(this.lines.line, `is nested more than ${deepest} levels deep`);
  }

  private enterKey(name: string): void {
    const depth = this.objects;
    this.path = [...this.path.slice(0, depth - 1), name];
    this.keyLine = this.lines.line;
    const [top = "", second = ""] = this.path;
    const listDepth = top === "splits" ? 2 : 1;
    if (this.open.includes("[")) {
      if (depth === listDepth + 1) this.fieldLines.set(name, this.lines.line);
      return;
    }
    if (depth > 2 || (depth === 2 && top !== "splits")) return;
    const place = depth === 2 ? `splits.${second}` : top;
    const known = depth === 2 ? second in lists : top === "splits" || top in lists || fields.includes(top);
    if (!known) throw new BrokenFile(this.lines.line, `has a field "${place}" that no task file has`);
    if (this.seen.has(place)) throw new BrokenFile(this.lines.line, `has the field "${place}" twice`);
    this.seen.add(place);
    this.awaitsList = (depth === 2 ? second : top) in lists;
  }

  private beginList(token: TokenType): void {
    this.awaitsList = false;
    if (token !== TokenType.LEFT_BRACKET) throw new BrokenFile(this.lines.line, `needs a list of questions in "${this.path.join(".")}"`);
  }

  private tooLong(): BrokenFile {
    return new BrokenFile(this.open.includes("[") ? this.itemLine : this.keyLine, `has something here that ${tooLong}`);
  }

  /** Whether a value that begins now is an element of one of the lists. */
  private inList(): boolean {
    return this.open.at(-1) === "[" && this.open.filter((bracket) => bracket === "[").length === 1;
  }

  private startItem(offset: number): void {
    this.pieceStart = offset;
    this.itemLine = this.lines.line;
    this.fieldLines = new Map();
  }

  private take(names: readonly string[], key: unknown, value: unknown): void {
    const list = lists[names.at(-1) ?? ""];
    if (typeof key === "string" && names.length === 0) this.found.push({ kind: "field", name: key, line: this.keyLine, value });
    else if (list) {
      const position = this.counts.get(list) ?? 0;
      this.counts.set(list, position + 1);
      this.found.push({ kind: "item", list, position, line: this.itemLine, lines: this.fieldLines, value });
    }
  }

  private lineOfError(error: Error): number {
    const position = /position "?(\d+)/.exec(error.message)?.[1];
    if (position !== undefined) this.lines.countTo(Number(position));
    return this.lines.line;
  }
}
