import { expect, it } from "vitest";
import { mostPerBatch, pacedBatches } from "./paced-batches";

const ids = Array.from({ length: 400 }, (_, place) => `question ${place}`);

/** Sizes of the batches of a run that answers a question in so many seconds, one batch after the other. */
function sizesAt(secondsPerQuestion: number): number[] {
  let clock = 0;
  const batches = pacedBatches(() => clock);
  const sizes: number[] = [];
  const seen: string[] = [];
  for (const batch of batches.of(ids)) {
    const ended = batches.begin();
    sizes.push(batch.length);
    seen.push(...batch);
    clock += batch.length * secondsPerQuestion * 1_000;
    ended(batch.length);
  }
  expect(seen).toEqual(ids);
  return sizes;
}

it("brings the first results after a few answers, however slow the server is, and then every answer where each takes a minute", () => {
  const [first = 0, second, third, ...rest] = sizesAt(60);
  expect(first).toBeLessThanOrEqual(5);
  expect([second, third, rest[0], rest.at(-1)]).toEqual([2, 1, 1, 1]);
});

it("records at least every half minute or so on a server that needs some seconds for an answer", () => {
  const sizes = sizesAt(4);
  expect(Math.max(...sizes) * 4).toBeLessThanOrEqual(40);
});

it("soon has whole batches on a fast server", () => {
  const sizes = sizesAt(0.005);
  expect(sizes.slice(0, 5)).toEqual([4, 8, 16, 32, 50]);
  expect(Math.max(...sizes)).toBe(mostPerBatch);
});
