/** Rows as JSON lines (UTF-8), a chunk for each batch. */
export async function* jsonLines(batches: AsyncIterable<readonly object[]>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for await (const rows of batches) yield encoder.encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}
