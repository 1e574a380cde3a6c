import { describe, expect, it } from "vitest";
import { allowedWords, bannedWords, notYetMended } from "./banned-words";
import { filesBelow, read } from "./source-files";

const isText = (file: string) => /\.(tsx?|mjs|cjs|py|md|prisma|css)$/.test(file) && file !== "CHANGELOG.md";
const banned = new RegExp(`\\b(?:${Object.keys(bannedWords).join("|")})\\b`, "g");

/** Text or path as lower-case words with single spaces: `noteSong`, `note-song` and `note song` are the same. */
function wordsOf(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z]+/g, " ")
    .toLowerCase();
}

/** The banned words of a text, each once. */
function bannedIn(text: string): string[] {
  return [...new Set(wordsOf(text).match(banned))];
}

function problemsOf(file: string): string[] {
  const allowed = allowedWords.filter(({ files }) => files.test(file)).flatMap(({ words }) => words);
  return bannedIn(`${file}\n${read(file)}`).filter((word) => !allowed.includes("*") && !allowed.includes(word));
}

function insteadOf(word: string): string {
  return Object.entries(bannedWords).find(([words]) => words.split("|").includes(word))?.[1] ?? "";
}

describe("words", () => {
  const problems = new Map(
    filesBelow()
      .filter(isText)
      .map((file) => [file, problemsOf(file)] as const)
      .filter(([, words]) => words.length > 0),
  );

  it("are the field's and present-day English: no metaphor and nothing archaic, in names, comments, pages and documents", () => {
    const found = [...problems].filter(([file]) => !notYetMended.includes(file));
    expect(found.map(([file, words]) => `${file}: ${words.map((word) => `"${word}" (say: ${insteadOf(word)})`).join(", ")}`)).toEqual([]);
  });

  it("are mended for good: a file that is listed as not yet mended has some left", () => {
    expect(
      notYetMended.filter((file) => !problems.has(file)),
      "take these files off the list",
    ).toEqual([]);
  });

  it.each([
    ["const noteSong = 1;", ["song"]],
    ["// The queue may not have heard\n * of it.", ["heard of"]],
    ["import-spool.ts", ["spool"]],
    ["Desktop, sings-along and forbearing", ["sings"]],
    ["A lease, a window, a slot, a memo and a canary", []],
  ])("are found whole and in every spelling: %j", (text, words) => {
    expect(bannedIn(text)).toEqual(words);
  });
});
