import ts from "typescript";
import { describe, expect, it } from "vitest";
import { whySlow } from "./slow-pattern";
import { filesBelow, isSource, read } from "./source-files";

/** Whose texts have an end of their own: answers of models by the limit of tokens, addresses and names by configuration. Only gets shorter. */
const bounded = [
  "lib/reading/",
  "lib/tasks/types/check-instruction.ts",
  "lib/serving/endpoint/endpoint.ts",
  "lib/serving/health/chat-canary.ts",
];

/** Regular expressions that are written down in a file. */
function patternsIn(file: string): { source: string; flags: string }[] {
  const found: { source: string; flags: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest));
  return found;
}

describe("regular expressions over texts of strangers", () => {
  it("look at each sign a fixed number of times", () => {
    const patterns = filesBelow("lib")
      .filter((file) => isSource(file) && !bounded.some((start) => file.startsWith(start)))
      .flatMap((file) => patternsIn(file).map((pattern) => ({ file, ...pattern })));
    expect(patterns.length).toBeGreaterThan(100);
    const slow = patterns.flatMap(({ file, source, flags }) => {
      const why = whySlow(source, flags);
      return why === null ? [] : [`${file}: /${source}/${flags} has ${why}`];
    });
    expect(slow).toEqual([]);
  });

  it.each([
    ["!\\[[^\\]]*\\]\\([^)]*\\)", "g"],
    ["\\[([^\\]]*)\\]\\([^)]*\\)", "g"],
    ["<[^>]*>", "g"],
    ["\\s+$", ""],
    ["^(a+)+$", ""],
    ["^(\\w+\\s?)*$", ""],
    ["^\\s*\\n\\s*x", ""],
    ["\\r?\\n\\s*\\r?\\n", ""],
    ["^.*a.*b", ""],
    ["(?:x+y?)*z", "u"],
  ])("are found slow in a planted line: %s", (source, flags) => {
    expect(whySlow(source, flags)).not.toBeNull();
  });

  it.each([
    ["<[^<>]*>", "g"],
    ["[*_`]+", "g"],
    ["\\s+", "g"],
    ["^\\s*x", ""],
    ["^[a-z]+(?:-[a-z]+)*$", ""],
    ["\\[([^[\\]]*)\\]\\([^)[]*\\)", "g"],
  ])("are let through where they are not: %s", (source, flags) => {
    expect(whySlow(source, flags)).toBeNull();
  });
});
