import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAddress, readAddress } from "./address";

describe("an address that we write to", () => {
  it("is one plain address, in lower case", () => {
    expect(readAddress("  Ada.Okafor+Poly@Example.ORG ")).toBe("ada.okafor+poly@example.org");
    expect(readAddress("a@b.example")).toBe("a@b.example");
  });
  it.each([
    ["a list", "a@example.org,b@evil.example"],
    ["a list with semicolon", "a@example.org;b@evil.example"],
    ["a display name", "Ada <ada@example.org>"],
    ["a quoted name", '"ada"@example.org'],
    ["a quoted at sign", '"ada@example.org"@evil.example'],
    ["a comment", "ada(x)@example.org"],
    ["two at signs", "ada@evil.example@example.org"],
    ["a small at sign", "ada\ufe6bexample.org"],
    ["a full-width at sign", "ada\uff20example.org"],
    ["a full-width dot", "ada@example\uff0eorg"],
    ["an accent", "adà@example.org"],
    ["a foreign domain", "ada@exämple.org"],
    ["a Kelvin sign that lower case would turn into k", "ada@\u212aelvin.example"],
    ["a long s", "ada@example.u\u017f"],
    ["a line break", "ada@example.org\r\nBcc: eve@evil.example"],
    ["a line break at the end", "ada@example.org\n"],
    ["a null", "ada@example.org\u0000"],
    ["a space within", "a da@example.org"],
    ["an address literal", "ada@[127.0.0.1]"],
    ["an IP address", "ada@127.0.0.1"],
    ["a bare host", "ada@localhost"],
    ["a dot at the beginning", ".ada@example.org"],
    ["two dots", "a..da@example.org"],
    ["an empty label", "ada@example..org"],
    ["a dot at the end", "ada@example.org."],
    ["a hyphen at a label's edge", "ada@-example.org"],
    ["percent routing with quotes", '"a%b"@example.org'],
    ["a backslash", "a\\@b@example.org"],
    ["too long a name", `${"a".repeat(65)}@example.org`],
    ["nothing", ""],
    ["no name", "@example.org"],
    ["no domain", "ada@"],
  ])("is refused: %s", (_, text) => {
    expect(readAddress(text)).toBeNull();
    expect(() => parseAddress(text)).toThrow("one plain e-mail address");
  });
  it("never holds anything that could separate, quote or break a header, whatever was typed", () => {
    const odd = fc.constantFrom(
      ",",
      ";",
      "<",
      ">",
      '"',
      "(",
      ")",
      "\r",
      "\n",
      "\u0000",
      " ",
      "\t",
      "@",
      "\ufe6b",
      "\u200b",
      "\u202e",
      "\\",
      ":",
      "[",
      "]",
      "é",
      "\ud800",
    );
    const piece = fc.oneof(odd, fc.string({ maxLength: 4 }), fc.constantFrom("ada", "example.org", "@", "."));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(12), (pieces, place) => {
        const text = [...pieces.slice(0, place), "ada@example.org", ...pieces.slice(place)].join("");
        const address = readAddress(text);
        if (address === null) return;
        expect(address).toMatch(/^[^\s,;<>"()\\:[\]@]+@[a-z0-9.-]+$/);
        expect(address).toBe(text.replace(/^[ \t]+|[ \t]+$/g, "").toLowerCase());
      }),
      { numRuns: 2_000, seed: 20_261_122 },
    );
  });
});
