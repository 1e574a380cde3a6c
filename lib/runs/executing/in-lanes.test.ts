import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { inLanes } from "./in-lanes";

const always = () => true;
const never = () => undefined;

describe("work in lanes", () => {
  it("does every item once and in order, a few at first, then more for each that ended, never more than allowed", async () => {
    const begun: number[] = [];
    const widths: number[] = [];
    let atOnce = 0;
    const work = async (item: number) => {
      begun.push(item);
      atOnce += 1;
      widths.push(atOnce);
      await wait(10);
      atOnce -= 1;
    };
    const items = Array.from({ length: 40 }, (_, place) => place);
    await inLanes(items, { first: 1, most: 7, mayBegin: always, work, stop: never });
    expect(begun).toEqual(items);
    expect(widths.slice(0, 5)).toEqual([1, 1, 2, 3, 4]);
    expect(Math.max(...widths)).toBe(7);
  });

  it("begins with as many as it is told to", async () => {
    let [atOnce, most] = [0, 0];
    const work = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await wait(5);
      atOnce -= 1;
    };
    await inLanes([1, 2, 3, 4, 5], { first: 5, most: 9, mayBegin: always, work, stop: never });
    expect(most).toBe(5);
  });

  it("waits while no more may begin, but never stands still", async () => {
    let [atOnce, most] = [0, 0];
    const work = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await wait(1);
      atOnce -= 1;
    };
    await inLanes([1, 2, 3, 4, 5, 6], { first: 4, most: 4, mayBegin: () => false, work, stop: never });
    expect(most).toBe(1);
  });

  it("begins nothing after a failure, tells the rest to stop, waits for it and fails with the first reason", async () => {
    const stopping = new AbortController();
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      if (item === 0) return;
      if (item === 3) throw new Error("first");
      await wait(10_000, undefined, { signal: stopping.signal }).catch(() => undefined);
      ended.push(item);
      throw new Error("later");
    };
    const lanes = { first: 1, most: 3, mayBegin: always, work, stop: (reason: unknown) => stopping.abort(reason) };
    await expect(inLanes([0, 1, 2, 3, 4, 5, 6], lanes)).rejects.toThrow("first");
    expect(begun).toEqual([0, 1, 2, 3]);
    expect(ended).toEqual([1, 2]);
  });

  it("lets what is under way end well when nothing more may begin", async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      await wait(item === 1 ? 30 : 5);
      ended.push(item);
    };
    const mayBegin = () => {
      if (ended.includes(2)) throw new Error("enough");
      return true;
    };
    await expect(inLanes([0, 1, 2, 3, 4], { first: 1, most: 2, mayBegin, work, stop: () => ended.push(-1) })).rejects.toThrow("enough");
    expect(ended).toEqual([0, 2, 1]);
  });
});
