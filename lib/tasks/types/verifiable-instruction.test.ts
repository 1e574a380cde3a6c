import { describe, expect, it } from "vitest";
import { verifiableInstruction } from "./verifiable-instruction";

const instruction = (...checks: unknown[]) =>
  verifiableInstruction.item.parse({ taskType: verifiableInstruction.name, id: 1, input: "Do it.", checks });

describe("verifiable instructions", () => {
  const tree = instruction({ kind: "repeat_word", word: "tree", times: 3 });
  const shout = instruction({ kind: "all_uppercase", text: "TREE" });
  const stars = instruction({ kind: "wrapped_in", left: "*", right: "*", text: "tree" });
  const same = instruction({ kind: "equals", text: "one two" });
  it.each([
    [tree, "tree tree tree", 1],
    [tree, "Tree, tree, tree.", 1],
    [tree, "tree\ntree\ntree", 1],
    [tree, "tree tree", 0],
    [tree, "tree tree tree tree", 0],
    [tree, "Here it is: tree tree tree", 0],
    [tree, "treetreetree", 0],
    [tree, "", 0],
    [shout, "TREE", 1],
    [shout, "TREE.", 1],
    [shout, "**TREE**", 1],
    [shout, "Tree", 0],
    [shout, "TREES", 0],
    [shout, "HERE: TREE", 0],
    [stars, "*tree*", 1],
    [stars, " *tree* ", 1],
    [stars, "**tree**", 0],
    [stars, "* tree *", 0],
    [stars, "tree", 0],
    [same, "one  two", 1],
    [same, "one two three", 0],
    [tree, "<think>tree</think>tree tree tree", 1],
  ])("checks %#", (content, answer, score) => {
    expect(verifiableInstruction.judge(content, answer).score).toBe(score);
  });
  it("wants every constraint to hold and names the first that does not", () => {
    const both = instruction({ kind: "repeat_word", word: "tree", times: 3 }, { kind: "equals", text: "TREE TREE TREE" });
    expect(verifiableInstruction.judge(both, "TREE TREE TREE").score).toBe(1);
    expect(verifiableInstruction.judge(both, "tree tree tree").reason).toContain("not exactly");
    expect(verifiableInstruction.judge(both, "tree tree").reason).toContain("2 times instead of 3");
  });
  it("votes by the text itself", () => {
    expect(verifiableInstruction.read(tree, " tree\ntree ").comparable).toBe("tree tree");
    expect(verifiableInstruction.read(tree, "").comparable).toBeNull();
  });
});
