import type { BoardRow, ModelStanding, Score, SystemStanding } from "./schema";

export type ModelRow = BoardRow<ModelStanding>;
export type SystemRow = BoardRow<SystemStanding>;
export type AnyRow = ModelRow | SystemRow;

export type FileValue = string | number | boolean | null;

/** One value of a row in a file. */
export interface Field<Row> {
  /** With the unit. */
  name: string;
  value: (row: Row) => FileValue;
}

/** A column of a board: its words, what orders rows by it, and what a file holds of it. */
export interface Column<Row, Key extends string = string> {
  key: Key;
  title: string;
  /** What the number means. */
  hint: string;
  numeric: boolean;
  /** Shown unless the reader chooses otherwise. */
  usual: boolean;
  /** Cannot be put away. */
  fixed?: true;
  /** Null is "missing". */
  sort: (row: Row) => number | string | null;
  /** Intervals stand beside their numbers. */
  fields: readonly Field<Row>[];
}

export const scoreFields = <Row>(name: string, read: (row: Row) => Score | null | undefined): Field<Row>[] => [
  { name: `${name} (0 to 1)`, value: (row) => read(row)?.score ?? null },
  { name: `${name}, 95 % low`, value: (row) => read(row)?.interval[0] ?? null },
  { name: `${name}, 95 % high`, value: (row) => read(row)?.interval[1] ?? null },
];
