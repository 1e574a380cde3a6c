import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects, parquetSchema, type SchemaTree } from "hyparquet";
import { UnfitParquet, UnpackLimits } from "./parquet-limits";
import { plainValue, timesAsWritten, UnreadableValue } from "./parquet-values";

/**
 * The rows of a Parquet file, one by one, decoded a row group at a time.
 * @param columns to read; those that the file lacks are left out
 * @throws UnfitParquet for a value that cannot be read, and for a file that unpacks to more than a data set of questions does
 * @throws Error of the parser for a file that is no Parquet
 */
export async function* parquetRows(file: AsyncBuffer, columns: readonly string[]): AsyncGenerator<unknown> {
  const metadata = await parquetMetadataAsync(file);
  const wanted = parquetSchema(metadata).children.filter(({ element }) => columns.includes(element.name));
  const names = wanted.map(({ element }) => element.name);
  const limits = new UnpackLimits(file.byteLength);
  // Bytes are text where the column says so, and nowhere else.
  const reading = { file, metadata, utf8: false, columns: names, compressors: limits.compressors(), parsers: timesAsWritten };
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    limits.enterGroup(group, names);
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({ ...reading, rowStart, rowEnd });
    for (const [place, row] of rows.entries()) {
      const number = rowStart + place + 1;
      limits.enterRow(row, number);
      yield Object.fromEntries(wanted.map((column) => [column.element.name, readable(row[column.element.name], column, number)]));
    }
    rowStart = rowEnd;
  }
}

function readable(value: unknown, column: SchemaTree, row: number): unknown {
  try {
    return plainValue(value, column);
  } catch (error) {
    if (error instanceof UnreadableValue) throw new UnfitParquet(row, `${column.element.name} ${error.message}`);
    throw error;
  }
}

/** Names of the columns of a Parquet file. */
export async function parquetColumns(file: AsyncBuffer): Promise<string[]> {
  return parquetSchema(await parquetMetadataAsync(file)).children.map((child) => child.element.name);
}
