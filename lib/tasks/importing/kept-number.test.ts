import fc from "fast-check";
import { expect, it } from "vitest";
import { isKeptNumber } from "./kept-number";

it.each([
  "0",
  "-0",
  "0.0",
  "1",
  "-1.50",
  "10000",
  "9007199254740992",
  "9007199254740994",
  "0.1",
  "0.30000000000000004",
  "0.10000000000000001",
  "1e5",
  "1E-7",
  "2.5e21",
  "1e21",
  "100000000000000000000000",
  "123456789012345",
])("keeps %s", (text) => expect(isKeptNumber(text)).toBe(true));
it.each([
  "9007199254740993",
  "-9007199254740993",
  "12345678901234567890",
  "3.14159265358979323846",
  "0.1234567890123456789",
  "1e400",
  "1e-400",
  `1${"0".repeat(400)}1`,
])("does not keep %s", (text) => expect(isKeptNumber(text)).toBe(false));
it("keeps whatever JavaScript itself writes", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => isKeptNumber(JSON.stringify(value))),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => isKeptNumber(String(value))),
    { numRuns: 500 },
  );
});
it("keeps a whole number exactly where JavaScript writes the same one", () => {
  const large = fc.bigInt({ min: -(2n ** 69n), max: 2n ** 69n });
  fc.assert(
    fc.property(large, (value) => isKeptNumber(String(value)) === (BigInt(String(Number(value))) === value)),
    { numRuns: 2_000 },
  );
});
