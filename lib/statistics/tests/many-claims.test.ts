import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { holm } from "./holm";

describe("many claims at once", () => {
  const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
  it("keep their order, never get smaller, and Holm is the stricter", () => {
    fc.assert(
      fc.property(ps, (values) => {
        const [strict, screening] = [holm(values), benjaminiHochberg(values)];
        values.forEach((p, place) => {
          expect(strict[place]).toBeGreaterThanOrEqual((screening[place] ?? 1) - 1e-15);
          expect(screening[place]).toBeGreaterThanOrEqual(p - 1e-15);
        });
        expect(holm(values.toReversed())).toEqual(strict.toReversed());
        expect(benjaminiHochberg(values.toReversed())).toEqual(screening.toReversed());
      }),
    );
  });
  it("of which none is true raise any alarm by Holm at most five times in a hundred", () => {
    const uniform = seededUniform(23);
    const alarms = Array.from({ length: 1000 }, () => holm(Array.from({ length: 20 }, uniform)).some((p) => p <= 0.05));
    expect(alarms.filter(Boolean).length / 1000).toBeLessThan(0.07);
  });
  it("are refused when one is no p", () => {
    expect(() => holm([0.5, 1.5])).toThrow("not between 0 and 1");
    expect(() => benjaminiHochberg([Number.NaN])).toThrow(RangeError);
    expect(holm([])).toEqual([]);
  });
});
