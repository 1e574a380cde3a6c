import { beforeAll, describe, expect, it } from "vitest";
import { findUnreached } from "./find-unreached";
import { notYetUsed } from "./not-yet-used";

const listed = Object.values(notYetUsed).flat();
let unreached: string[] = [];

beforeAll(async () => {
  unreached = await findUnreached();
}, 120_000);

describe("code of the application", () => {
  it("is reached by a shipped program, not by tests alone", () => {
    const found = unreached.filter((entry) => !listed.includes(entry));
    expect(found, "use these, move them to a testing folder, or delete them").toEqual([]);
  });

  it("stands among the exceptions no longer than it has no user", () => {
    const settled = listed.filter((entry) => !unreached.includes(entry));
    expect(settled, "these are used or gone: take them off bin/house/not-yet-used.ts").toEqual([]);
  });
});
