import { expect, it } from "vitest";
import { searchWords } from "./schema";

it("looks for what was typed, without the space around it", () => {
  expect(searchWords.parse("  maps of 100 %  ")).toBe("maps of 100 %");
});

it.each([undefined, "", "   ", ["two", "words"], "a\u0000b", "a".repeat(101)])("looks for nothing when the address says %j", (given) => {
  expect(searchWords.parse(given)).toBe("");
});
