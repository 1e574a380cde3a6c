import { db } from "@/lib/db/client";

/** What a scorer said of one thing, under the key (hex) of what it was asked. */
export interface ScoreRow {
  key: string;
  /** A logit, a vector, or a decision (1 or 0; nothing where there was none). */
  numbers: number[];
}

/** Where scores are kept. */
export interface ScoreRows {
  /** What is kept of these keys. */
  read(keys: readonly string[]): Promise<Map<string, number[]>>;
  /** Keeps scores and gives back those that count: of two that were made of the same thing, the first. */
  keep(rows: readonly ScoreRow[]): Promise<Map<string, number[]>>;
}

/** In the database, for all workers. */
export const storedScores: ScoreRows = {
  async read(keys) {
    const rows = await db().scorerReply.findMany({ where: { key: { in: [...new Set(keys)].map(bytesOf) } } });
    return new Map(rows.map(({ key, numbers }) => [Buffer.from(key).toString("hex"), numbers]));
  },

  async keep(rows) {
    if (rows.length === 0) return new Map();
    const data = rows.map(({ key, numbers }) => ({ key: bytesOf(key), numbers }));
    await db().scorerReply.createMany({ data, skipDuplicates: true });
    return await storedScores.read(rows.map(({ key }) => key));
  },
};

/** In the memory of this process, for those who work without a database. */
export function passingScores(): ScoreRows {
  const known = new Map<string, number[]>();
  const read = async (keys: readonly string[]) => new Map(keys.flatMap((key) => (known.has(key) ? [[key, known.get(key) ?? []]] : [])));
  return {
    read,
    async keep(rows) {
      for (const { key, numbers } of rows) if (!known.has(key)) known.set(key, numbers);
      return await read(rows.map(({ key }) => key));
    },
  };
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(key, "hex"));
}
