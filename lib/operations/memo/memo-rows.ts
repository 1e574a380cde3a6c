import { types } from "pg";
import { pool } from "@/lib/db/pool";
import { failPoint } from "@/lib/fail-point";

/** One stored answer, exactly as the model gave it: nothing is trimmed, no thinking is cut off, nothing is parsed. */
export interface Stored {
  text: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  completionTokens: number;
  /** Name of the endpoint that answered; null where it was not kept. */
  endpoint: string | null;
}

/** An answer to be stored, with what it was asked. */
export interface GenerationRow extends Stored {
  /** The key in hex. */
  name: string;
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

/** Executes a statement that is prepared once per connection. */
async function execute<Row extends unknown[]>(name: string, text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ name, text, values, rowMode: "array", types: { getTypeParser } });
  return rows;
}

const toBytea = (hex: string) => `\\x${hex}`;

type AnswerRow = [key: string, text: string, finishReason: string, promptTokens: number, completionTokens: number, endpoint: string | null];

/** What is stored of these keys (hex). */
export async function selectRows(names: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await execute<AnswerRow>(
    "memo-select",
    `SELECT key, text, "finishReason", "promptTokens", "completionTokens", endpoint FROM "Generation" WHERE key = ANY($1::bytea[])`,
    [names.map(toBytea)],
  );
  return new Map(
    rows.map(([key, text, finishReason, promptTokens, completionTokens, endpoint]) => {
      if (finishReason !== "stop" && finishReason !== "length") throw new Error(`unknown finish reason ${finishReason}`);
      return [key, { text, finishReason, promptTokens, completionTokens, endpoint }];
    }),
  );
}

/** Inserts rows whose keys are not there yet. @returns the keys (hex) that were inserted */
export async function insertRows(rows: readonly GenerationRow[]): Promise<Set<string>> {
  // In the order of the keys, because two workers that insert the same rows in different orders wait for each other.
  const sorted = rows.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  failPoint("before-insert");
  const inserted = await execute<[string]>(
    "memo-insert",
    `INSERT INTO "Generation"
       (key, "modelId", text, "finishReason", "promptTokens", "completionTokens", engine, endpoint, frame, sample, quotes, "quoteLimit")
     SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::text[], $9::bytea[],
       $10::int[], $11::bytea[], $12::int[])
     ON CONFLICT (key) DO NOTHING
     RETURNING key`,
    [
      sorted.map(({ name }) => toBytea(name)),
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
export async function insertTexts(texts: readonly (readonly [string, string])[]): Promise<void> {
  const sorted = texts.toSorted(([one], [other]) => (one < other ? -1 : 1));
  await execute(
    "memo-texts",
    `INSERT INTO "PromptText" (hash, text) SELECT * FROM unnest($1::bytea[], $2::text[]) ON CONFLICT DO NOTHING`,
    [sorted.map(([name]) => toBytea(name)), sorted.map(([, text]) => text)],
  );
}

/** To how many characters the quotes of a request were cut. */
export interface Fit {
  /** The request's key (hex) before any cut. */
  name: string;
  quoteLimit: number;
}

/** What was decided for these requests (hex). */
export async function selectFits(names: readonly string[]): Promise<Map<string, number>> {
  const rows = await execute<[string, number]>("memo-fits", `SELECT key, "quoteLimit" FROM "PromptFit" WHERE key = ANY($1::bytea[])`, [
    names.map(toBytea),
  ]);
  return new Map(rows);
}

/** Keeps what was decided, unless something was decided before. */
export async function insertFits(fits: readonly Fit[]): Promise<void> {
  const sorted = fits.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  await execute(
    "memo-keep-fits",
    `INSERT INTO "PromptFit" (key, "quoteLimit") SELECT * FROM unnest($1::bytea[], $2::int[]) ON CONFLICT DO NOTHING`,
    [sorted.map(({ name }) => toBytea(name)), sorted.map(({ quoteLimit }) => quoteLimit)],
  );
}
