import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** Bytes that go to the database in one statement, about. */
const portion = 4_000_000;
const lineFeed = 10;

/** The rows of a file of a backup as lists in JSON, a few megabytes each. Lines end with a line feed and with nothing else. */
export async function* readPortions(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.once("error", (error) => unpacked.destroy(error)).pipe(unpacked);
  let [kept, length]: [Buffer[], number] = [[], 0];
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(lineFeed) + 1;
    kept.push(chunk.subarray(0, end));
    length += chunk.length;
    if (end > 0 && length >= portion) {
      yield listOf(Buffer.concat(kept));
      [kept, length] = [[], 0];
    }
    kept.push(chunk.subarray(end));
  }
  const rest = Buffer.concat(kept);
  if (rest.length > 0) yield listOf(rest);
}

function listOf(lines: Buffer): string {
  return `[${lines.toString("utf8").trimEnd().split("\n").join(",")}]`;
}
