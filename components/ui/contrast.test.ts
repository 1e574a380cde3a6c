import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = "", light = "", dark = ""]) => [
    name,
    { light, dark },
  ]),
);

/** Grounds on which ordinary text stands, and the inks that stand on each of them. */
const textOn: Record<string, readonly string[]> = {
  paper: ["ink", "ink-soft", "ink-faint", "accent", "accent-deep", "voice-solo", "voice-ensemble", "good", "warn", "bad"],
  surface: ["ink", "ink-soft", "ink-faint", "accent", "accent-deep", "voice-solo", "voice-ensemble", "good", "warn", "bad"],
  sunk: ["ink", "ink-soft", "ink-faint", "accent", "accent-deep"],
  accent: ["on-accent"],
  "accent-deep": ["on-accent"],
  "accent-wash": ["ink", "ink-soft", "accent", "accent-deep"],
  "voice-solo-wash": ["ink", "voice-solo"],
  "voice-ensemble-wash": ["ink", "voice-ensemble"],
  "good-wash": ["ink", "ink-soft", "good"],
  "warn-wash": ["ink", "ink-soft", "warn"],
  "bad-wash": ["ink", "ink-soft", "bad"],
};

/** Edges of controls and marks of charts, which need 3 : 1. */
const shapesOn: Record<string, readonly string[]> = {
  paper: ["rule-strong", "accent", "voice-solo", "voice-ensemble", "ink-faint"],
  surface: ["rule-strong", "accent", "voice-solo", "voice-ensemble"],
  sunk: ["rule-strong", "accent"],
};

/** Relative luminance of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function colour(name: string, theme: "light" | "dark"): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css has no token --${name}`);
  return token[theme];
}

function pairsOf(table: Record<string, readonly string[]>): { ground: string; mark: string }[] {
  return Object.entries(table).flatMap(([ground, marks]) => marks.map((mark) => ({ ground, mark })));
}

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  it.each(pairsOf(textOn))("lets $mark be read on $ground", ({ ground, mark }) => {
    expect(contrast(colour(mark, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairsOf(shapesOn))("lets $mark be seen on $ground", ({ ground, mark }) => {
    expect(contrast(colour(mark, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });

  it("tells the two voices apart by lightness or hue from each other", () => {
    expect(colour("voice-solo", theme)).not.toBe(colour("voice-ensemble", theme));
  });
});

describe("the measure of contrast", () => {
  it("gives 21 for black on white and 1 for a colour on itself", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#777777")).toBe(1);
  });

  it("knows every token that is written as a colour in the style sheet", () => {
    const used = new Set([...pairsOf(textOn), ...pairsOf(shapesOn)].flatMap(({ ground, mark }) => [ground, mark]));
    expect([...tokens.keys()].filter((name) => !used.has(name))).toEqual(["rule"]);
  });
});
