import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Client } from "pg";

/** Characters that one step should fetch; what is in memory is about twice that. */
const portion = 4_000_000;
const mostRows = 20_000;

/** What was written. */
export interface Written {
  rows: number;
  bytes: number;
  sha256: string;
}

/**
 * Writes the one column of a query to a compressed file, a row on each line, within the transaction that the client is in.
 * @param sql selects texts without a line break
 */
export async function writeRows(client: Client, sql: string, file: string): Promise<Written> {
  const hash = createHash("sha256");
  let [rows, bytes] = [0, 0];
  async function* lines(): AsyncGenerator<string> {
    await client.query(`DECLARE backup_rows NO SCROLL CURSOR FOR ${sql}`);
    for (let step = 100; ; ) {
      const { rows: fetched } = await client.query<{ line: string }>(`FETCH ${step} FROM backup_rows`);
      if (fetched.length === 0) break;
      rows += fetched.length;
      const text = fetched.map(({ line }) => `${line}\n`).join("");
      step = Math.max(1, Math.min(mostRows, Math.round((portion * fetched.length) / text.length)));
      yield text;
    }
    await client.query("CLOSE backup_rows");
  }
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(lines()), createGzip({ level: 6 }), count, createWriteStream(file, { mode: 0o600, flush: true }));
  return { rows, bytes, sha256: hash.digest("hex") };
}
