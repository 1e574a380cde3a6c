import { describe, expect, it } from "vitest";
import { readValue } from "./read-value";

const tank = "A tank holds 60 litres and is a quarter full. How many litres must be added to fill it?";
const capital = "Which city is the capital of Australia?";

describe("a declared value", () => {
  it.each([
    "45; the tank has 15 now.",
    "45: the tank has 15.",
    "45 (15 are in it).",
    "45, and the tank then has 60.",
    "45, while the tank has 15.",
    "45, 15 being in the tank.",
    "45, 60 minus 15.",
    "45, or three quarters of 60.",
    "45, with 15 left.",
    "45, making it 60 in all.",
    "45 when the tank has 15.",
    "45 if 15 are there.",
    "45 -- 15 are in it.",
    "45 — it has 15 already.",
    "45 - it has 15 already.",
    "45, not 60.",
    "45 rather than 60.",
    "45 = 60 - 15.",
    "60 - 15 = 45; 15 are there.",
    "3/4 of 60 = 45.",
    "x = 45, from 60 - x = 15.",
    "45 [60 - 15].",
    "45 | check: 45 + 15 = 60",
    "therefore 45; the tank has 15.",
    "not 15 but 45.",
    "45, in total, so she did quite well.",
    "45, i.e. 60 - 15.",
  ])("is the one right behind its declaration: the answer is %s", (said) => {
    expect(readValue(`The answer is ${said}`, tank)).toMatchObject({ comparable: "45", form: "declared" });
  });
  it.each([
    ["Canberra; Sydney is only the largest city.", "Canberra"],
    ["Canberra: Sydney is larger.", "Canberra"],
    ["Canberra, whereas Sydney is larger.", "Canberra"],
    ["Canberra, located in the ACT.", "Canberra"],
    ["Canberra, the capital since 1913.", "Canberra"],
    ["Canberra, founded in 1913.", "Canberra"],
    ["Canberra - not Sydney.", "Canberra"],
    ["War and Peace; Tolstoy wrote it.", "War and Peace"],
    ["Star Wars: A New Hope.", "Star Wars: A New Hope"],
    ["Paris, France.", "Paris, France"],
    ["red, white and blue.", "red, white and blue"],
    ["Trinidad and Tobago.", "Trinidad and Tobago"],
  ])("in words ends where the sentence goes on to something else: %s", (said, value) => {
    expect(readValue(`The answer is ${said}`, capital).parsed).toBe(value);
  });
  it.each([
    ["2, 3 and 5.", "2, 3 and 5"],
    ["(1, 2).", "(1, 2)"],
    ["10:30.", "10:30"],
    ["3 hours and 15 minutes.", "3 hours and 15 minutes"],
    ["45 out of 60.", "45 out of 60"],
    ["4.5, not 45.", "4.5"],
    ["1,045, which is 45 more.", "1,045"],
  ])("keeps what belongs to it: %s", (said, value) => {
    expect(readValue(`The answer is ${said}`, tank).parsed).toBe(value);
  });
});
