import { type Pool, types } from "pg";
import { failPoint } from "@/lib/fail-point";
import { type FinishReason, finishReasons } from "@/lib/serving/finish-reason";

/** One stored answer, exactly as the model gave it: nothing is trimmed, no thinking is cut off, nothing is parsed. */
export interface Stored {
  text: string;
  finishReason: FinishReason;
  /** Null where the server did not count. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** Name of the endpoint that answered; null where it was not kept. */
  endpoint: string | null;
}

/** An answer to be stored, with what it was asked. */
export interface GenerationRow extends Stored {
  /** SHA-256 (hex) of everything that could change the text. */
  key: string;
  /** Row of the model, for counting and for deletion. */
  modelId: string;
  /** What computed the text. Not part of the key. */
  engine: string;
  /** Hash (hex) of the frame; null where it cannot be kept. */
  frame: string | null;
  sample: number;
  /** Keys (hex) of quoted generations, one after the other. */
  quotes: string;
  quoteLimit: number | null;
}

const BYTEA = 17;
/** Keys stay in Postgres's hex, which is what they are looked up by: turning them into bytes and back costs more than the query. */
const getTypeParser: typeof types.getTypeParser = (id: number, format?: "text" | "binary") =>
  id === BYTEA ? asHex : types.getTypeParser(id, format);
const asHex = (value: string) => value.slice(2);

/** To how many characters the quotes of a request were cut. */
export interface Fit {
  /** The request's key (hex) before any cut. */
  key: string;
  quoteLimit: number;
}

const toBytea = (hex: string) => `\\x${hex}`;

type Count = number | null;
type AnswerRow = [key: string, text: string, finishReason: string, promptTokens: Count, completionTokens: Count, endpoint: string | null];

/** The memo's statements, each for whole batches. */
export class MemoRows {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** What is stored of these keys (hex). */
  async selectRows(keys: readonly string[]): Promise<Map<string, Stored>> {
    const rows = await this.#execute<AnswerRow>(
      "memo-select",
      `SELECT key, text, "finishReason", "promptTokens", "completionTokens", endpoint FROM "Generation" WHERE key = ANY($1::bytea[])`,
      [keys.map(toBytea)],
    );
    return new Map(
      rows.map(([key, text, finishReason, promptTokens, completionTokens, endpoint]) => {
        const ending = finishReasons.find((known) => known === finishReason);
        if (ending === undefined) throw new Error(`unknown finish reason ${finishReason}`);
        return [key, { text, finishReason: ending, promptTokens, completionTokens, endpoint }];
      }),
    );
  }

  /** Inserts rows whose keys are not there yet. @returns the keys (hex) that were inserted */
  async insertRows(rows: readonly GenerationRow[]): Promise<Set<string>> {
    // In the order of the keys, because two workers that insert the same rows in different orders wait for each other.
    const sorted = rows.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    failPoint("before-insert");
    const inserted = await this.#execute<[string]>(
      "memo-insert",
      `INSERT INTO "Generation"
         (key, "modelId", text, "finishReason", "promptTokens", "completionTokens", engine, endpoint, frame, sample, quotes, "quoteLimit")
       SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::text[], $9::bytea[],
         $10::int[], $11::bytea[], $12::int[])
       ON CONFLICT (key) DO NOTHING
       RETURNING key`,
      [
        sorted.map(({ key }) => toBytea(key)),
        sorted.map(({ modelId }) => modelId),
        sorted.map(({ text }) => text),
        sorted.map(({ finishReason }) => finishReason),
        sorted.map(({ promptTokens }) => promptTokens),
        sorted.map(({ completionTokens }) => completionTokens),
        sorted.map(({ engine }) => engine),
        sorted.map(({ endpoint }) => endpoint),
        sorted.map(({ frame }) => (frame === null ? null : toBytea(frame))),
        sorted.map(({ sample }) => sample),
        sorted.map(({ quotes }) => (quotes === "" ? null : toBytea(quotes))),
        sorted.map(({ quoteLimit }) => quoteLimit),
      ],
    );
    failPoint("after-insert");
    return new Set(inserted.map(([key]) => key));
  }

  /** Keeps texts by their hash (hex); those that are kept already cost a look. */
  async insertTexts(texts: readonly (readonly [string, string])[]): Promise<void> {
    const sorted = texts.toSorted(([one], [other]) => (one < other ? -1 : 1));
    await this.#execute(
      "memo-texts",
      `INSERT INTO "PromptText" (hash, text) SELECT * FROM unnest($1::bytea[], $2::text[]) ON CONFLICT DO NOTHING`,
      [sorted.map(([hash]) => toBytea(hash)), sorted.map(([, text]) => text)],
    );
  }

  /** What was decided for these requests (hex). */
  async selectFits(keys: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#execute<[string, number]>(
      "memo-fits",
      `SELECT key, "quoteLimit" FROM "PromptFit" WHERE key = ANY($1::bytea[])`,
      [keys.map(toBytea)],
    );
    return new Map(rows);
  }

  /** Keeps what was decided, unless something was decided before. */
  async insertFits(fits: readonly Fit[]): Promise<void> {
    const sorted = fits.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    await this.#execute(
      "memo-keep-fits",
      `INSERT INTO "PromptFit" (key, "quoteLimit") SELECT * FROM unnest($1::bytea[], $2::int[]) ON CONFLICT DO NOTHING`,
      [sorted.map(({ key }) => toBytea(key)), sorted.map(({ quoteLimit }) => quoteLimit)],
    );
  }

  /** Executes a statement that is prepared once per connection. */
  async #execute<Row extends unknown[]>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.#pool.query<Row>({ name, text, values, rowMode: "array", types: { getTypeParser } });
    return rows;
  }
}
