import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readLines } from "./read-lines";

async function linesOf(chunks: readonly (string | Buffer)[]) {
  const lines: (string | null)[] = [];
  for await (const { number, line } of readLines(Readable.from(chunks))) {
    expect(number).toBe(lines.length + 1);
    lines.push(line);
  }
  return lines;
}

it("finds lines wherever the chunks end, letters of several bytes too", async () => {
  const bytes = Buffer.from("één\ntwee\n\nvier");
  for (let size = 1; size < 5; size += 1) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) => bytes.subarray(place * size, (place + 1) * size));
    expect(await linesOf(chunks)).toEqual(["één", "twee", "", "vier"]);
  }
});
it("drops a mark of byte order, and nothing behind the last line feed", async () => {
  expect(await linesOf(["\uFEFFone\ntwo\n"])).toEqual(["one", "two"]);
});
it("keeps no line that is too long, and goes on with the next", async () => {
  const part = "x".repeat(1_000_000);
  expect(await linesOf(["short\n", ...Array<string>(11).fill(part), "\nnext\n"])).toEqual(["short", null, "next"]);
});
