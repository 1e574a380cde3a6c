import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Window } from "./window";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface Server {
  /** Requests that it answers at once; the others stand in its line. */
  slots: number;
  /** Milliseconds until an answer begins, and until it is whole; `slowdown` for each other request that is being answered. */
  first: number;
  whole: number;
  slowdown?: number;
  streams: boolean;
}

/** What is seen in the last half of a time, and the most requests at once in all of it. */
interface Seen {
  perSecond: number;
  atOnce: number;
  widest: number;
}

/** Keeps a window full for so long, in virtual time. */
async function drive(window: Window, server: Server, milliseconds: number): Promise<Seen> {
  const startedAt = performance.now();
  const line: (() => void)[] = [];
  let [busy, answers, widest, sum] = [0, 0, 0, 0];
  const next = () => {
    while (busy < server.slots && line.length > 0) {
      busy += 1;
      line.shift()?.();
    }
  };
  const fill = () => {
    for (let slot = window.tryEnter(); slot; slot = window.tryEnter()) {
      const held = slot;
      widest = Math.max(widest, window.inFlight);
      line.push(() => {
        const takes = server.whole * (1 + (server.slowdown ?? 0) * (busy - 1));
        if (server.streams) setTimeout(() => window.begin(held), server.first);
        setTimeout(() => {
          busy -= 1;
          if (performance.now() - startedAt > milliseconds / 2) {
            answers += 1;
            sum += window.inFlight;
          }
          window.leave(held, "answered", 64);
          next();
        }, takes);
      });
    }
    next();
  };
  window.onRoom = fill;
  fill();
  await vi.advanceTimersByTimeAsync(milliseconds);
  window.onRoom = () => undefined;
  return { perSecond: answers / (milliseconds / 2_000), atOnce: sum / answers, widest };
}

const kinds = [
  { name: "whole answers", streams: false },
  { name: "streams", streams: true },
];

for (const { name, streams } of kinds) {
  it.each([
    [1, 64_000],
    [4, 64_000],
    [4, 1_280],
    [6, 1_280],
    [48, 2_000],
  ])(`keeps %i slots of a server busy whose answers take %i ms, and few more waiting there (${name})`, async (slots, whole) => {
    const window = new Window(512);
    const { perSecond, atOnce } = await drive(window, { slots, first: whole / 64, whole, streams }, 60 * whole);
    expect(perSecond).toBeGreaterThan(0.95 * (slots / (whole / 1_000)));
    expect(atOnce).toBeLessThanOrEqual(Math.max(3, 4 * slots));
  });
}

it("asks a server of one slot for four at once at most, and for two again when that was of no use", async () => {
  const window = new Window(512);
  const { widest } = await drive(window, { slots: 1, first: 1_000, whole: 64_000, streams: true }, 20 * 64_000);
  expect(widest).toBeLessThanOrEqual(4);
  expect(window.size).toBe(2);
});

it("is wide within ten answers' time where a server takes all that comes, whether it streams or not", async () => {
  for (const streams of [true, false]) {
    const window = new Window(512);
    await drive(window, { slots: 10_000, first: 400, whole: 500, streams }, 10 * 500);
    expect(window.size).toBe(512);
  }
});

it("stays wide where many at once are slower each, but more in all", async () => {
  const window = new Window(512);
  const server = { slots: 64, first: 20, whole: 400, slowdown: 0.02, streams: true };
  await drive(window, server, 60_000);
  expect(window.size).toBeGreaterThanOrEqual(48);
});

it("does not grow while it is not full, because that proves nothing", async () => {
  const window = new Window(256);
  for (let count = 0; count < 400; count += 1) {
    const slot = window.tryEnter();
    await vi.advanceTimersByTimeAsync(50);
    if (slot) window.leave(slot, "answered", 64);
  }
  expect(window.size).toBe(2);
});

it("does not become narrow because answers take long", async () => {
  const window = new Window(64);
  const server: Server = { slots: 4, first: 100, whole: 1_000, streams: true };
  await drive(window, server, 30_000);
  const before = window.size;
  await drive(window, { ...server, first: 10_000, whole: 200_000 }, 40 * 200_000);
  expect(window.size).toBeGreaterThanOrEqual(before);
});

it("is cut once by requests that were in flight together and failed together, never below one, and grows back", async () => {
  const window = new Window(256);
  await drive(window, { slots: 256, first: 10, whole: 200, streams: true }, 5_000);
  const before = window.size;
  await vi.advanceTimersByTimeAsync(1_000);
  const fill = () => Array.from({ length: before }, () => window.tryEnter()).flatMap((slot) => slot ?? []);
  for (const slot of fill()) window.leave(slot, "overloaded");
  expect(window.size).toBe(Math.floor(before * 0.8));
  for (let count = 0; count < 100; count += 1) for (const slot of fill()) window.leave(slot, "overloaded");
  expect(window.size).toBe(1);
  await drive(window, { slots: 256, first: 10, whole: 200, streams: true }, 60_000);
  expect(window.size).toBeGreaterThan(64);
});
