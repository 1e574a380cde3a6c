import { expect, it } from "vitest";
import { type SlotOutcome, Window } from "./window";

const { signal } = new AbortController();
const caller = {};

async function fill(window: Window): Promise<number[]> {
  const slots: number[] = [];
  while (window.inFlight < window.size) slots.push(await window.enter(signal, caller));
  return slots;
}

it("lets no more in than its size, in the order of arrival", async () => {
  const window = new Window(256);
  await fill(window);
  const order: number[] = [];
  const waiting = [1, 2, 3].map((place) => window.enter(signal, caller).then(() => order.push(place)));
  window.leave(0, "given-up");
  window.leave(0, "given-up");
  await Promise.all(waiting.slice(0, 2));
  expect(order).toEqual([1, 2]);
  expect(window.inFlight).toBe(window.size);
});

/** Ends as many requests as the window holds, all alike, while others always wait to follow. */
async function turn(window: Window, outcome: SlotOutcome): Promise<void> {
  const slots = await fill(window);
  const leaving = new AbortController();
  const following = slots.flatMap(() => [1, 2]).map(() => window.enter(leaving.signal, caller));
  for (const slot of slots) window.leave(slot, outcome);
  leaving.abort();
  for (const entered of await Promise.allSettled(following)) if (entered.status === "fulfilled") window.leave(entered.value, "given-up");
}

it("grows fourfold until the first sign of a limit, then grows by one per full window, up to its most", async () => {
  const window = new Window(300);
  await turn(window, "answered");
  expect(window.size).toBe(256);
  await turn(window, "overloaded");
  expect(window.size).toBe(204);
  await turn(window, "answered");
  expect(window.size).toBe(205);
  const open = new Window(100);
  for (let count = 0; count < 5; count += 1) await turn(open, "answered");
  expect(open.size).toBe(100);
});

it("does not grow while it is not full, because that proves nothing", async () => {
  const window = new Window(256);
  for (let count = 0; count < 100; count += 1) window.leave(await window.enter(signal, caller), "answered");
  expect(window.size).toBe(64);
});

it("shrinks when the server cannot keep up, never below one", async () => {
  const window = new Window(256);
  await turn(window, "answered-late");
  expect(window.size).toBe(62);
  for (let count = 0; count < 100; count += 1) window.leave(await window.enter(signal, caller), "overloaded");
  expect(window.size).toBe(1);
});

it("lets thousands in at once where that is allowed", async () => {
  const window = new Window(2_048);
  for (let count = 0; count < 8; count += 1) await turn(window, "answered");
  expect((await fill(window)).length).toBe(2_048);
});

it("serves callers in turn, so that a small run does not wait behind a large one", async () => {
  const window = new Window(256);
  await fill(window);
  const order: string[] = [];
  const [large, small, other] = [{}, {}, {}];
  const wait = (who: object, name: string) => window.enter(signal, who).then(() => order.push(name));
  const waiting = [1, 2, 3, 4].map(() => wait(large, "large"));
  waiting.push(wait(small, "small"), wait(small, "small"), wait(other, "other"));
  for (const _ of waiting) window.leave(0, "given-up");
  await Promise.all(waiting);
  expect(order).toEqual(["large", "small", "other", "large", "small", "large", "large"]);
});

it("gives a slot at once or not at all to a second copy, never before those who wait", async () => {
  const window = new Window(256);
  expect(window.tryEnter()).not.toBeNull();
  await fill(window);
  expect(window.tryEnter()).toBeNull();
});

it("frees the place in line of somebody who gave up", async () => {
  const window = new Window(256);
  await fill(window);
  const leaving = new AbortController();
  const gone = window.enter(leaving.signal, caller);
  const next = window.enter(signal, caller);
  leaving.abort(new Error("no longer"));
  await expect(gone).rejects.toThrow("no longer");
  window.leave(0, "answered");
  await next;
});

it("is cut once by requests that were in flight together and failed together", async () => {
  const window = new Window(256);
  const before = window.size;
  const slots = await fill(window);
  for (const slot of slots) window.leave(slot, "overloaded");
  expect(window.size).toBe(Math.floor(before * 0.8));
});
