import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

/** One column of a file, and its value of a row; null where there is none. */
export interface ParquetColumn<Row> {
  name: string;
  type: BasicType;
  nullable: boolean;
  of(row: Row): unknown;
}

/** A row group is written when it holds so many rows or, by the size of their JSON, so many characters. */
const groupRows = 5_000;
const groupCharacters = 4_000_000;

/**
 * Rows as a Parquet file, a chunk for each row group: at most one group is in memory.
 * @param facts what the file says of itself, as key-value metadata
 */
export async function* parquetFile<Row>(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly ParquetColumn<Row>[],
  facts: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columns.map(({ name, type, nullable }) => ({ name, type, nullable, data: [] })) });
  const kvMetadata = Object.entries(facts).map(([key, value]) => ({ key, value }));
  const file = new ParquetWriter({ writer, schema, kvMetadata, createdBy: "Polyphony" });
  const writeGroup = async (rows: readonly Row[]) => {
    // Indexes of pages stay in memory until the end of a file, and readers of whole columns need none.
    const columnData = columns.map(({ name, of }) => ({ name, data: rows.map(of), offsetIndex: false }));
    await file.write({ columnData, rowGroupSize: rows.length });
    return taken(writer);
  };
  let group: Row[] = [];
  let characters = 0;
  for await (const rows of batches) {
    group.push(...rows);
    characters += JSON.stringify(rows).length;
    if (group.length < groupRows && characters < groupCharacters) continue;
    yield await writeGroup(group);
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield await writeGroup(group);
  await file.finish();
  yield taken(writer);
}

/** What was written since the last time. */
function taken(writer: ByteWriter): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
  writer.index = 0;
  return bytes;
}
