import { describe, expect, it } from "vitest";
import { readRoute } from "./read-route";

describe("readRoute", () => {
  it.each([
    ["2", 2],
    ["2.", 2],
    [" 2\n", 2],
    ["Model 2", 2],
    ["Model 2.", 2],
    ["**2**", 2],
    ["(2)", 2],
    ["- 2: Knows music.", 2],
    ["#2", 2],
    ["2, because 3 knows less", 2],
    ["In 2024 it would be 3", 3],
    ["<think>1? No.</think>4", 4],
    ["Model number 4 of 8", 4],
    ["9 then 8", 8],
    ["", null],
    ["none", null],
    ["0", null],
    ["9", null],
    ["2.5", null],
    ["1,000", null],
    ["-2", null],
    ["m2", null],
    ["2nd", null],
    ["two", null],
    ["2024-03-01", null],
    ["<think>2", null],
  ])("reads %j as %s of eight", (answer, route) => {
    expect(readRoute(answer, 8)).toBe(route);
  });
});
