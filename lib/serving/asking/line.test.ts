import { expect, it } from "vitest";
import { Gate } from "./gate";
import { Line } from "./line";

const { signal } = new AbortController();
const anybody = { kind: () => true, wish: () => true };

it("serves callers in turn, so that a small run does not wait behind a large one", async () => {
  const line = new Line<string, null>();
  const order: string[] = [];
  const [large, small, other] = [{}, {}, {}];
  const wait = (caller: object, wish: string) => line.wait(signal, { caller, kind: "a model", wish }).then(() => order.push(wish));
  const waiting = [1, 2, 3, 4].map(() => wait(large, "large"));
  waiting.push(wait(small, "small"), wait(small, "small"), wait(other, "other"));
  for (const _ of waiting) line.next(anybody)?.enter(null);
  await Promise.all(waiting);
  expect(order).toEqual(["large", "small", "other", "large", "small", "large", "large"]);
  expect(line.next(anybody)).toBeUndefined();
});

it("passes over those whom a place is no good for, and serves the others in the order of their arrival", async () => {
  const line = new Line<string, null>();
  const caller = {};
  for (const wish of ["b1", "a1", "b2", "a2"]) void line.wait(signal, { caller, kind: wish.slice(0, 1), wish });
  const serve = (kind: string) => line.next({ kind: (wish) => wish.startsWith(kind), wish: () => true })?.wish;
  expect([serve("a"), serve("c"), serve(""), serve("")]).toEqual(["a1", undefined, "b1", "b2"]);
  expect(line.kinds()).toEqual([{ kind: "a", wish: "a2", count: 1 }]);
  expect(line.next({ kind: () => true, wish: () => false })).toBeUndefined();
});

it("forgets somebody who gave up", async () => {
  const line = new Line<string, null>();
  const leaving = new AbortController();
  const gone = line.wait(leaving.signal, { caller: {}, kind: "", wish: "gone" });
  const stays = line.wait(signal, { caller: {}, kind: "", wish: "stays" });
  leaving.abort(new Error("no longer"));
  await expect(gone).rejects.toThrow("no longer");
  line.next(anybody)?.enter(null);
  await stays;
  expect(line.count("")).toBe(0);
});

it("lets a fixed number in, the next ones as places become free", async () => {
  const gate = new Gate(2);
  let inside = 0;
  const enter = () => gate.enter(signal, {}).then(() => (inside += 1));
  const all = Promise.all(Array.from({ length: 5 }, enter));
  await expect.poll(() => inside).toBe(2);
  gate.leave();
  await expect.poll(() => inside).toBe(3);
  gate.leave();
  gate.leave();
  await all;
  expect(inside).toBe(5);
});
