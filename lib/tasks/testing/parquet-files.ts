import type { SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";

/** A column of a Parquet file, by the elements of the format's own schema. */
export type Shape = readonly SchemaElement[];

export const textColumn = (name: string): Shape => [
  { name, type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" }, repetition_type: "OPTIONAL" },
];

export const structColumn = (name: string, ...fields: readonly Shape[]): Shape => [
  { name, repetition_type: "OPTIONAL", num_children: fields.length },
  ...fields.flat(),
];

/** @param element named "element", as the format has it */
export const listColumn = (name: string, element: Shape): Shape => [
  { name, converted_type: "LIST", logical_type: { type: "LIST" }, repetition_type: "OPTIONAL", num_children: 1 },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  ...element,
];

export const typedColumn = (name: string, element: Omit<SchemaElement, "name">): Shape => [
  { name, repetition_type: "OPTIONAL", ...element },
];

/** A real Parquet file with these columns. */
export function parquetFile(columns: readonly { shape: Shape; data: unknown[] }[]): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: columns.map(({ shape, data }) => ({ name: shape[0]?.name ?? "", data })),
    schema: [{ name: "root", num_children: columns.length }, ...columns.flatMap(({ shape }) => shape)],
  });
}
