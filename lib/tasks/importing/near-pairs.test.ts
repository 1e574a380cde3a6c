import { describe, expect, it } from "vitest";
import { nearEqual } from "../testing/moco-files";
import { comparableText, shortestCompared, textHash } from "./fingerprint";
import { NearIndex } from "./near-pairs";

describe("near-equal questions", () => {
  const near = (texts: readonly string[]) => {
    const index = new NearIndex();
    for (const [place, text] of texts.entries()) index.add(place, text);
    return index.find(
      () => true,
      (place) => texts[place] ?? "",
    ).pairs;
  };
  const content = (question: string, choices: Record<string, string>) =>
    comparableText({ taskType: "multiple_choice", id: "1", question, choices, answer: "A" });

  it("are found when they differ in a sign, and not when they differ in a number", () => {
    expect(near([nearEqual.one, nearEqual.other]).map(({ one, other }) => [one, other])).toEqual([[0, 1]]);
    expect(near([nearEqual.one, nearEqual.template])).toEqual([]);
  });
  it("are not looked for among short texts, where a letter makes another question", () => {
    const [one, other] = ["who wrote the bird?", "who wrote the birds?"];
    expect(Math.max(one?.length ?? 0, other?.length ?? 0)).toBeLessThan(shortestCompared);
    expect(near([one ?? "", other ?? ""])).toEqual([]);
  });
  it("count as the same when only capitals, spaces or the order of options differ", () => {
    expect(content("Which  is RED?", { A: "blood", B: "grass" })).toBe(content("which is red?", { A: "Grass", B: "blood" }));
    expect(content("Which is red?", { A: "blood", B: "sky" })).not.toBe(content("Which is red?", { A: "blood", B: "grass" }));
  });
  it("are found among thousands of others, nearly all of them", () => {
    const words = Array.from({ length: 2_000 }, (_, number) => `word${String.fromCharCode(97 + (number % 26))}${number.toString(36)}x`);
    const sentence = (seed: number, length: number) =>
      Array.from({ length }, (_, place) => words[textHash(`${seed} ${place}`) % words.length]?.replace(/\d/g, "q")).join(" ");
    const texts = Array.from({ length: 400 }, (_, number) => sentence(number, 60));
    const changed = texts.slice(0, 200).map((text) => text.replace(/ \S+/, " another"));
    const found = near([...texts, ...changed]).filter(({ one, other }) => other - one === 400);
    expect(found.length).toBeGreaterThanOrEqual(198);
  });
});
