import { describe, expect, it } from "vitest";
import { promptRouting } from "@/lib/methods/api/prompt-routing";
import type { Method } from "@/lib/methods/method";
import type { OperationKind } from "@/lib/operations/contract";
import { whyNotHere } from "./why-not-here";

const has = (needs: Partial<Method["needs"]>): Method => ({ ...(promptRouting as Method), needs: { ...promptRouting.needs, ...needs } });
const missing = new Map<OperationKind, string>([["train", "It trains models: start the trainer."]]);
const member = (name: string, changes: object = {}) => ({
  name,
  state: "runnable" as const,
  weightsHash: "00",
  scopes: ["S1_run" as const],
  family: "llama",
  parameters: 100n,
  ...changes,
});
const two = [member("A"), member("B")];

describe("why a method does not run here", () => {
  it("is nothing where all that it declares is there", () => {
    expect(whyNotHere(has({}), { missing })).toEqual([]);
    expect(whyNotHere(has({ sameArchitecture: true, minMembers: 2 }), { missing, members: two })).toEqual([]);
  });

  it("says that its program is not written, and which operations are missing, in the words that say how to get them", () => {
    expect(whyNotHere(has({ operations: ["generate", "train"] }), { missing })).toEqual(["It trains models: start the trainer."]);
    const { id, name, level, paper, summary, how, learns, helpers } = promptRouting;
    const declared = { id, name, level, paper, summary, how, learns, helpers, needs: has({ operations: ["train"] }).needs };
    expect(whyNotHere(declared, { missing })).toEqual([
      "Its program is not part of this release of the portal yet.",
      "It trains models: start the trainer.",
    ]);
  });

  it("names members without the consent that it needs, and asks for more members where there are too few", () => {
    const members = [member("A", { scopes: ["S1_run", "S5_merge"] }), member("B")];
    expect(whyNotHere(has({ scopes: ["S1_run", "S5_merge"], minMembers: 3 }), { missing, members })).toEqual([
      "No consent to changing or merging its weights (S5): B.",
      "Prompt Routing needs at least 3 members; choose 1 more.",
    ]);
  });

  it("tells members of different, or of unknown, architectures from those that fit", () => {
    const reasonsFor = (changes: object) =>
      whyNotHere(has({ sameArchitecture: true }), { missing, members: [...two, member("C", changes)] });
    expect(reasonsFor({ parameters: 200n })).toEqual([
      "All members must have one architecture, and these do not: A, B (llama with 100 parameters); C (llama with 200 parameters). Choose members that were adapted from the same base.",
    ]);
    expect(reasonsFor({ family: "qwen" })).toEqual([expect.stringContaining("C (qwen with 100 parameters)")]);
    expect(reasonsFor({ family: null })).toEqual([expect.stringContaining("C (unknown architecture)")]);
  });
});
