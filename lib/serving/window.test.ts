import { expect, it } from "vitest";
import { Window } from "./window";

const { signal } = new AbortController();

async function fill(window: Window): Promise<number[]> {
  const seats: number[] = [];
  while (window.inFlight < window.size) seats.push(await window.enter(signal));
  return seats;
}

it("lets no more in than its size, in the order of arrival", async () => {
  const window = new Window();
  await fill(window);
  const order: number[] = [];
  const waiting = [1, 2, 3].map((place) => window.enter(signal).then(() => order.push(place)));
  window.leave(0, "given-up");
  window.leave(0, "given-up");
  await Promise.all(waiting.slice(0, 2));
  expect(order).toEqual([1, 2]);
  expect(window.inFlight).toBe(window.size);
});

it("grows while answers come and shrinks when the server cannot keep up, never below one", async () => {
  const window = new Window();
  const before = window.size;
  for (let count = 0; count < 100; count += 1) {
    window.leave(await window.enter(signal), "answered");
  }
  const grown = window.size;
  for (let count = 0; count < 100; count += 1) {
    window.leave(await window.enter(signal), "answered-late");
  }
  expect(window.size).toBeLessThan(grown);
  expect(grown).toBeGreaterThan(before);
  for (let count = 0; count < 100; count += 1) {
    window.leave(await window.enter(signal), "overloaded");
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
  window.leave(0, "answered");
  await next;
});

it("is cut once by requests that were in flight together and failed together", async () => {
  const window = new Window();
  const before = window.size;
  const seats = await fill(window);
  for (const seat of seats) window.leave(seat, "overloaded");
  expect(window.size).toBe(Math.floor(before * 0.8));
});
