import { StringDecoder } from "node:string_decoder";

/** What a server says when a stream is over. */
const OVER = "[DONE]";

/** Reads the server-sent events of a streamed answer, or its lines of JSON (Ollama), as bytes of it come. */
export class EventStream {
  /** What was said, parsed, in its order; what is no JSON is left out. */
  readonly chunks: unknown[] = [];
  /** Whether the server said that it is over. */
  isOver = false;
  readonly #decoder = new StringDecoder("utf8");
  readonly #isLines: boolean;
  /** The beginning of a line whose end has not come. */
  #line: string[] = [];
  /** The lines of an event whose end has not come. */
  #data: string[] = [];

  constructor(isLines = false) {
    this.#isLines = isLines;
  }

  /** The stream that a kind of content is; null for one that is none. */
  static of(contentType: string): EventStream | null {
    if (contentType.startsWith("application/x-ndjson")) return new EventStream(true);
    return contentType.startsWith("text/event-stream") ? new EventStream() : null;
  }

  /** @returns whether words of an answer were among these bytes */
  take(bytes: Buffer): boolean {
    const before = this.chunks.length;
    const text = this.#decoder.write(bytes);
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.#line.push(text.slice(from, end));
      this.#endLine(this.#line.join(""));
      this.#line = [];
      from = end + 1;
    }
    if (from < text.length) this.#line.push(text.slice(from));
    return this.chunks.slice(before).some(saysSomething);
  }

  /** The last event may lack the empty line behind it. */
  end(): void {
    this.#endLine(this.#line.join(""));
    this.#endEvent();
  }

  #endLine(raw: string): void {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (this.#isLines) this.#keep(line);
    else if (line === "") this.#endEvent();
    else if (line.startsWith("data:")) this.#data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
  }

  #endEvent(): void {
    if (this.#data.length === 0) return;
    const said = this.#data.join("\n");
    this.#data = [];
    if (said.trim() === OVER) this.isOver = true;
    else this.#keep(said);
  }

  #keep(said: string): void {
    try {
      this.chunks.push(JSON.parse(said));
    } catch {
      // A comment of a proxy, or half an event: the whole is judged when it has ended.
    }
  }
}

/** Whether a chunk brings words, thoughts included, rather than the mere opening of an answer. */
function saysSomething(chunk: unknown): boolean {
  const [choice] = listIn(chunk, "choices");
  const delta = valueIn(choice, "delta") ?? valueIn(chunk, "message");
  return typeof delta === "object" && delta !== null && Object.entries(delta).some(([name, value]) => name !== "role" && isWords(value));
}

function isWords(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : typeof value === "string" && value !== "";
}

/** Whether any chunk tells why the answer ended. */
export function tellsItsEnd(chunks: readonly unknown[]): boolean {
  return chunks.some(
    (chunk) => valueIn(chunk, "done") === true || listIn(chunk, "choices").some((choice) => valueIn(choice, "finish_reason")),
  );
}

function listIn(value: unknown, name: string): unknown[] {
  const list = valueIn(value, name);
  return Array.isArray(list) ? list : [];
}

function valueIn(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
}
