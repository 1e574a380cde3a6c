import { expect, it } from "vitest";
import { isAlike } from "./score-canary";

it.each([
  ["the same logit", [3.5], [3.5], true],
  ["one that was rounded otherwise", [-12.5], [-12.1], true],
  ["a small one that was rounded otherwise", [0.01], [0.2], true],
  ["another logit", [3.5], [4.1], false],
  ["the same decision", [1], [1], true],
  ["another decision", [1], [0], false],
  ["no decision twice", [], [], true],
  ["no decision where there was one", [1], [], false],
  ["the same vector at another length", [1, 2, 3], [2, 4, 6], true],
  ["a vector that was rounded otherwise", [1, 2, 3], [1.01, 1.98, 3.02], true],
  ["another vector", [1, 2, 3], [3, -1, 2], false],
  ["a vector of another size", [1, 2, 3], [1, 2], false],
  ["a vector that became nothing", [1, 2, 3], [0, 0, 0], false],
])("takes for what a scorer said before: %s", (_, first, later, isSame) => {
  expect(isAlike(first, later)).toBe(isSame);
});
