import type { Compressors, RowGroup } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** Bytes of a row group's columns once decompressed, which are in memory together. */
const largestGroup = 1_000_000_000;
/** What a file may unpack to: at least so many bytes, and more by its size. Repeated texts are stored once, so that a small file can hold very many. */
const unpackedAtLeast = 20_000_000;
const timesPacked = 100;
/** Lists and structs inside one another. */
const deepest = 100;

/** What makes a file unfit to be imported although it is Parquet; its row is counted from 1, where it is one row's. */
export class UnfitParquet extends Error {
  readonly row: number | null;

  constructor(row: number | null, message: string) {
    super(message);
    this.row = row;
  }
}

/** What may be unpacked of one file. Each method throws UnfitParquet for what is beyond it, before it is done where the file says so. */
export class UnpackLimits {
  private readonly most: number;
  private characters = 0;
  private pages = 0;

  /** @param size of the file, in bytes */
  constructor(size: number) {
    this.most = Math.max(unpackedAtLeast, timesPacked * size);
  }

  /** What decompresses pages, and counts what they become: the sizes that a file states for whole columns need not be true. */
  compressors(): Compressors {
    const counted = Object.entries(compressors).map(([codec, unpack]) => {
      const counting = (input: Uint8Array, length: number): Uint8Array => {
        this.pages += length;
        if (this.pages > this.most) throw this.beyond(null);
        return unpack(input, length);
      };
      return [codec, counting] as const;
    });
    return Object.fromEntries(counted);
  }

  /** @param names of the columns that are read */
  enterGroup(group: RowGroup, names: readonly string[]): void {
    const read = group.columns.filter(({ meta_data: data }) => names.includes(data?.path_in_schema[0] ?? ""));
    const bytes = read.reduce((sum, { meta_data: data }) => sum + Number(data?.total_uncompressed_size ?? 0), 0);
    if (bytes > this.most) throw this.beyond(null);
    if (bytes <= largestGroup) return;
    const size = `${Math.round(bytes / 1e6)} MB`;
    throw new UnfitParquet(null, `has a row group of ${size} unpacked, and ${largestGroup / 1e6} MB are read at most: write smaller ones`);
  }

  /** @param number of the row, from 1 */
  enterRow(row: unknown, number: number): void {
    this.characters += charactersOf(row, number, 0);
    if (this.characters > this.most) throw this.beyond(number);
  }

  private beyond(row: number | null): UnfitParquet {
    const words = `unpacks to more than ${Math.floor(this.most / 1e6)} MB, which no data set of questions in a file of this size does`;
    return new UnfitParquet(row, words);
  }
}

/** Of all texts in a value, and one for whatever else it holds. */
function charactersOf(value: unknown, row: number, depth: number): number {
  if (typeof value === "string") return value.length;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 1;
  if (depth > deepest) throw new UnfitParquet(row, `is nested more than ${deepest} levels deep`);
  return Object.values(value).reduce((sum: number, inner: unknown) => sum + charactersOf(inner, row, depth + 1), 1);
}
