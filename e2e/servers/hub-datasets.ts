import { parquetWriteBuffer } from "hyparquet-writer";
import type { Behaviour, Repository } from "./hub-repository";

const animals = ["owl", "cow", "eel", "ant", "fox", "hen", "bee", "cat", "dog", "elk"];

/** A Parquet file of sums as people write them: the number comes after four signs, at the end of an explanation. */
function sums(from: number, count: number): Buffer {
  const numbers = Array.from({ length: count }, (_, place) => from + place);
  return Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: "question", data: numbers.map((number) => `How much is ${number} and 1?`), type: "STRING" },
        { name: "answer", data: numbers.map((number) => `One more than ${number}.\n#### ${number + 1}`), type: "STRING" },
        { name: "level", data: numbers.map((number) => BigInt(number)), type: "INT64" },
      ],
      rowGroupSize: 8,
    }),
  );
}

/** A Parquet file of questions with a list of options and the place of the right one. */
function legs(from: number, count: number): Buffer {
  const places = Array.from({ length: count }, (_, place) => from + place);
  return Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: "id", data: places.map((place) => `animal-${place}`), type: "STRING" },
        { name: "question", data: places.map((place) => `How many legs has the ${animals[place]}?`), type: "STRING" },
        { name: "options", data: places.map(() => ["two", "four", "six"]), type: "JSON" },
        { name: "label", data: places.map((place) => place % 3), type: "INT32" },
      ],
    }),
  );
}

function dataset(id: string, files: Record<string, Buffer>, behaviour: Behaviour = { kind: "open" }): Repository {
  const card = Buffer.from("---\nlicense: cc-by-4.0\n---\n");
  return { id, files: new Map([["README.md", card], ...Object.entries(files)]), licence: "cc-by-4.0", behaviour };
}

/** Data sets for each way in which an import can go well or wrong. */
export function datasetRepositories(): Map<string, Repository> {
  const files = { "data/train-00000-of-00001.parquet": sums(1, 20), "data/test-00000-of-00001.parquet": sums(101, 10) };
  const all = [
    dataset("datasets/sums", files),
    dataset("datasets/legs", { "main/validation/0000.parquet": legs(0, 6), "main/test/0000.parquet": legs(6, 4) }),
    dataset("datasets/several", { "one/test/0000.parquet": sums(1, 4), "two/test/0000.parquet": sums(5, 4) }),
    dataset("datasets/gated", files, { kind: "gated" }),
    dataset("datasets/private", files, { kind: "private" }),
    dataset("datasets/without-parquet", { "train.csv": Buffer.from("a,b\n") }),
    dataset("datasets/broken", { "data/test-00000-of-00001.parquet": Buffer.from("This is no Parquet file at all.") }),
  ];
  return new Map(all.map((one) => [one.id, one]));
}
