import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { Backlog } from "./backlog";

const { signal } = new AbortController();
const away = () => Promise.reject(Object.assign(new Error("connection terminated"), { code: "57P01" }));

it("keeps answers while the database is away, asks nothing more, and goes on when it is back", async () => {
  const backlog = new Backlog();
  let isAway = true;
  const stored = backlog.hold(1_000, () => backlog.carry(async () => (isAway ? await away() : "stored")));
  await wait(50);
  let isOpen = false;
  const opening = backlog.untilOpen(signal).then(() => {
    isOpen = true;
  });
  await wait(50);
  expect(isOpen).toBe(false);
  isAway = false;
  expect(await stored).toBe("stored");
  await opening;
  await backlog.untilStored();
});

it("lets those who leave go while it waits", async () => {
  const backlog = new Backlog();
  void backlog.carry(away).catch(() => undefined);
  await wait(20);
  const leaving = new AbortController();
  const waiting = backlog.untilOpen(leaving.signal);
  leaving.abort(new Error("cancelled"));
  await expect(waiting).rejects.toThrow("cancelled");
});

it("holds fifty megabytes at most: it closes when full and takes back what comes too late", async () => {
  const backlog = new Backlog();
  const storing = Promise.withResolvers<string>();
  const held = Array.from({ length: 5 }, () => backlog.hold(5_000_000, () => storing.promise));
  const waiting = backlog.untilOpen(signal);
  await expect(backlog.hold(1, async () => "late")).rejects.toThrow(/more finished answers wait/);
  storing.resolve("stored");
  expect(await Promise.all(held)).toEqual(Array(5).fill("stored"));
  await waiting;
});

it("does not wait for a database that is there and says no", async () => {
  const backlog = new Backlog();
  await expect(backlog.carry(() => Promise.reject(new Error("relation does not exist")))).rejects.toThrow("relation does not exist");
  await backlog.untilOpen(signal);
});

it("tells when what waits now is stored, whatever comes after it", async () => {
  const backlog = new Backlog();
  const first = Promise.withResolvers<string>();
  void backlog.hold(1, () => first.promise);
  const settled = backlog.untilStored();
  void backlog.hold(1, () => new Promise(() => undefined));
  first.resolve("stored");
  await settled;
});
