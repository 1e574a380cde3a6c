import { expect, it } from "vitest";
import { Window } from "./window";

const { signal } = new AbortController();

async function fill(window: Window): Promise<void> {
  while (window.inFlight < window.size) await window.enter(signal);
}

it("lets no more in than its size, in the order of arrival", async () => {
  const window = new Window();
  await fill(window);
  const order: number[] = [];
  const waiting = [1, 2, 3].map((place) => window.enter(signal).then(() => order.push(place)));
  window.leave("given-up");
  window.leave("given-up");
  await Promise.all(waiting.slice(0, 2));
  expect(order).toEqual([1, 2]);
  expect(window.inFlight).toBe(window.size);
});

it("grows while answers come and shrinks when the server cannot keep up, never below one", async () => {
  const window = new Window();
  const before = window.size;
  for (let count = 0; count < 100; count += 1) {
    await window.enter(signal);
    window.leave("answered");
  }
  const grown = window.size;
  for (let count = 0; count < 100; count += 1) {
    await window.enter(signal);
    window.leave("answered-late");
  }
  expect(window.size).toBeLessThan(grown);
  expect(grown).toBeGreaterThan(before);
  for (let count = 0; count < 100; count += 1) {
    await window.enter(signal);
    window.leave("overloaded");
  }
  expect(window.size).toBe(1);
});

it("frees the place in line of somebody who gave up", async () => {
  const window = new Window();
  await fill(window);
  const leaving = new AbortController();
  const gone = window.enter(leaving.signal);
  const next = window.enter(signal);
  leaving.abort(new Error("no longer"));
  await expect(gone).rejects.toThrow("no longer");
  window.leave("answered");
  await next;
});
