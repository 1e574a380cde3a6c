import { describe, expect, it } from "vitest";
import { decodeNumbers, encodeNumbers } from "./numbers";

const round = (value: number, type: "F16" | "BF16" | "F32") => decodeNumbers(encodeNumbers(new Float32Array([value]), type), type)[0];

describe("numbers of weights", () => {
  it("round to the nearest, and to the even one between two", () => {
    // Neighbours of 1 in F16 are 2^-10 apart, in BF16 2^-7.
    for (const [type, gap] of [
      ["F16", 2 ** -10],
      ["BF16", 2 ** -7],
    ] as const) {
      expect(round(1 + gap / 2, type)).toBe(1);
      expect(round(1 + 1.5 * gap, type)).toBe(1 + 2 * gap);
      expect(round(1 + 0.51 * gap, type)).toBe(1 + gap);
      expect(round(-1 - 0.51 * gap, type)).toBe(-1 - gap);
    }
  });

  it("stay what they are where a half can hold them: every half of both kinds", () => {
    const halves = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
    for (const type of ["F16", "BF16"] as const) {
      const values = decodeNumbers(new Uint8Array(halves.buffer), type);
      const again = decodeNumbers(encodeNumbers(values, type), type);
      expect(values.every((value, place) => Object.is(value, again[place]))).toBe(true);
    }
  });

  it("become infinite beyond what a half can hold, and keep their sign at zero", () => {
    expect(round(70_000, "F16")).toBe(Number.POSITIVE_INFINITY);
    expect(round(3.4e38, "BF16")).toBe(Number.POSITIVE_INFINITY);
    expect(round(-1e-30, "F16")).toBe(-0);
    expect(round(Number.NaN, "BF16")).toBeNaN();
    expect(round(0.1, "F32")).toBe(Math.fround(0.1));
  });

  it("are read from any place of a larger buffer", () => {
    const bytes = new Uint8Array([9, ...encodeNumbers(new Float32Array([1.5, -2]), "F32")]);
    expect([...decodeNumbers(bytes.subarray(1), "F32")]).toEqual([1.5, -2]);
  });
});
