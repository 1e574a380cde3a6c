import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects, parquetSchema, type RowGroup } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { plainValue, timesAsWritten, UnreadableValue } from "./parquet-values";

/** Bytes of a row group's columns once decompressed, which are in memory together. */
const largestGroup = 1_000_000_000;
/** Characters of the values of a file: at least so many, and more by its size. Repeated texts are stored once, so that a small file can hold very many. */
const unpackedAtLeast = 20_000_000;
const timesPacked = 100;

/** What makes a file unfit to be imported although it is Parquet; its row is counted from 1, where it is one row's. */
export class UnfitParquet extends Error {
  readonly row: number | null;

  constructor(row: number | null, message: string) {
    super(message);
    this.row = row;
  }
}

/**
 * The rows of a Parquet file, one by one, decoded a row group at a time.
 * @param columns to read; those that the file lacks are left out
 * @throws UnfitParquet for a value that cannot be read, and for a file that unpacks to more than a data set of questions does
 * @throws Error of the parser for a file that is no Parquet
 */
export async function* parquetRows(file: AsyncBuffer, columns: readonly string[]): AsyncGenerator<unknown> {
  const metadata = await parquetMetadataAsync(file);
  const present = parquetSchema(metadata).children;
  const wanted = present.filter(({ element }) => columns.includes(element.name));
  const names = wanted.map(({ element }) => element.name);
  const most = Math.max(unpackedAtLeast, timesPacked * file.byteLength);
  let unpacked = 0;
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const bytes = bytesOf(group, names);
    if (bytes > largestGroup) {
      const size = `${Math.round(bytes / 1e6)} MB`;
      throw new UnfitParquet(
        null,
        `has a row group of ${size} unpacked, and ${largestGroup / 1e6} MB are read at most: write it in smaller ones`,
      );
    }
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({ file, metadata, columns: names, rowStart, rowEnd, compressors, parsers: timesAsWritten });
    for (const [place, row] of rows.entries()) {
      const number = rowStart + place + 1;
      unpacked += charactersOf(row);
      if (unpacked > most) {
        const words = `unpacks to more than ${Math.floor(most / 1e6)} MB, which no data set of questions of this size does`;
        throw new UnfitParquet(number, words);
      }
      yield Object.fromEntries(wanted.map((column) => [column.element.name, readable(row[column.element.name], column, number)]));
    }
    rowStart = rowEnd;
  }
}

function readable(value: unknown, column: Parameters<typeof plainValue>[1], row: number): unknown {
  try {
    return plainValue(value, column);
  } catch (error) {
    if (error instanceof UnreadableValue) throw new UnfitParquet(row, `${column?.element.name ?? ""} ${error.message}`);
    throw error;
  }
}

/** Of the columns that are read, as the file states it. */
function bytesOf(group: RowGroup, names: readonly string[]): number {
  return group.columns
    .filter(({ meta_data: data }) => names.includes(data?.path_in_schema[0] ?? ""))
    .reduce((sum, { meta_data: data }) => sum + Number(data?.total_uncompressed_size ?? 0), 0);
}

/** Of all texts in a value, and one for whatever else it holds. */
function charactersOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner: unknown) => sum + charactersOf(inner), 1);
}

/** Names of the columns of a Parquet file. */
export async function parquetColumns(file: AsyncBuffer): Promise<string[]> {
  return parquetSchema(await parquetMetadataAsync(file)).children.map((child) => child.element.name);
}
