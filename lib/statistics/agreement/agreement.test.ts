import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { agreementInterval } from "./agreement-interval";
import { krippendorffAlpha } from "./krippendorff-alpha";

describe("Krippendorff's alpha", () => {
  it("is 1 for full agreement, about 0 for chance, below 0 for disagreement on purpose", () => {
    expect(krippendorffAlpha([[1, 1], [2, 2, 2], [3]], "nominal")).toEqual({ alpha: 1, units: 2, labels: 5 });
    const uniform = seededUniform(37);
    const chance = Array.from({ length: 3000 }, () => [Math.floor(3 * uniform()), Math.floor(3 * uniform())]);
    expect(Math.abs(krippendorffAlpha(chance, "nominal").alpha)).toBeLessThan(0.05);
    expect(
      krippendorffAlpha(
        [
          [1, 2],
          [2, 1],
          [1, 2],
        ],
        "nominal",
      ).alpha,
    ).toBeLessThan(0);
  });
  it("does not depend on who labelled, on the order of things, or on lonely labels", () => {
    const units = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(units, fc.constantFrom("nominal" as const, "ordinal" as const, "interval" as const), (rows, metric) => {
        fc.pre(new Set(rows.filter((row) => row.length > 1).flat()).size > 1);
        const { alpha } = krippendorffAlpha(rows, metric);
        expect(alpha).toBeLessThanOrEqual(1);
        const turned = [...rows.toReversed().map((row) => row.toReversed()), [9]];
        expect(krippendorffAlpha(turned, metric).alpha).toBeCloseTo(alpha, 10);
      }),
    );
  });
  it("has an interval that holds it, and speaks of evidence from twenty things on", () => {
    const uniform = seededUniform(43);
    const units = Array.from({ length: 40 }, () => {
      const truth = Number(uniform() < 0.5);
      return [truth, uniform() < 0.8 ? truth : 1 - truth];
    });
    const many = agreementInterval(units, "nominal");
    expect(many.low).toBeLessThan(many.alpha);
    expect(many.high).toBeGreaterThan(many.alpha);
    expect(many.evidence).toBe(true);
    expect(agreementInterval(units, "nominal")).toEqual(many);
    expect(agreementInterval(units.slice(0, 19), "nominal").evidence).toBe(false);
  });
  it("is refused where all labels are the same", () => {
    expect(() =>
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        "nominal",
      ),
    ).toThrow("All labels are the same");
    expect(() => krippendorffAlpha([[1], [2]], "nominal")).toThrow(RangeError);
    expect(() => krippendorffAlpha([[1, Number.NaN]], "nominal")).toThrow("no label");
  });
});
