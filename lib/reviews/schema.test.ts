import { expect, it } from "vitest";
import { bulkForm, markOf } from "./schema";

it("a mark says which entry it is and which version of it was seen", () => {
  const entries = [
    { number: 12, version: 5 },
    { number: 2_147_483_647, version: 0 },
  ];
  expect(bulkForm.parse({ decision: "approve", entries: entries.map(markOf) })).toMatchObject({ entries });
  expect(bulkForm.parse({ decision: "approve", entries: "7.1" })).toMatchObject({ entries: [{ number: 7, version: 1 }] });
});

it.each([undefined, "", "12", "12.", ".5", "12.5.1", "0.1", "-1.0", "1e3.0", "99999999999.0", "x.y"])("%j marks nothing", (entries) => {
  expect(bulkForm.safeParse({ decision: "approve", entries }).success).toBe(false);
});
