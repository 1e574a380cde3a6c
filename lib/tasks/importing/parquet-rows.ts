import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/**
 * The rows of a Parquet file, a row group at a time.
 * @param columns to read; those that the file lacks are left out
 * @throws Error of the parser for a file that is no Parquet
 */
export async function* parquetRows(file: AsyncBuffer, columns: readonly string[]): AsyncGenerator<unknown[]> {
  const metadata = await parquetMetadataAsync(file);
  const present = parquetSchema(metadata).children.map((child) => child.element.name);
  const wanted = columns.filter((column) => present.includes(column));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({ file, metadata, columns: wanted, rowStart, rowEnd, compressors });
    yield rows.map(asJson);
    rowStart = rowEnd;
  }
}

/** Names of the columns of a Parquet file. */
export async function parquetColumns(file: AsyncBuffer): Promise<string[]> {
  return parquetSchema(await parquetMetadataAsync(file)).children.map((child) => child.element.name);
}

/** Values as JSON has them: whole numbers of any size, times as texts. */
function asJson(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asJson(inner)]));
}
