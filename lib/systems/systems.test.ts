import { describe, expect, it } from "vitest";
import { promptRouting } from "@/lib/methods/api/prompt-routing";
import { majorityVote } from "@/lib/methods/baselines/majority-vote";
import { multiAgentRefine } from "@/lib/methods/text/multi-agent-refine";
import { completeParameters, nameSystem } from "./describe-system";
import { digestOf } from "./digest";
import { parameterFields, readParameters } from "./parameter-fields";

const identity = { method: "m", pool: "p", weights: ["w"], parameters: { a: 1, b: { c: 2 } }, devTasks: ["x", "y"], devPerTask: null };

describe("the digest of a system", () => {
  it("does not depend on the order of keys or of dev tasks", () => {
    expect(digestOf({ ...identity, parameters: { b: { c: 2 }, a: 1 }, devTasks: ["y", "x"] })).toBe(digestOf(identity));
  });

  it("changes with everything that makes another system", () => {
    const others = [
      { ...identity, method: "n" },
      { ...identity, pool: "q" },
      { ...identity, weights: ["v"] },
      { ...identity, parameters: { a: 1, b: { c: 3 } } },
      { ...identity, devTasks: ["x"] },
      { ...identity, devPerTask: 3 },
      { ...identity, scorers: ["r"] },
      { ...identity, reader: "strict/6" },
    ].map(digestOf);
    expect(new Set([digestOf(identity), ...others]).size).toBe(9);
    // Systems that learn from texts alone are called as they were before there were scorers.
    expect(digestOf({ ...identity, scorers: [] })).toBe(digestOf(identity));
  });

  it("is that of the reader of then for systems that were made before readers were a part of them", () => {
    expect(digestOf({ ...identity, reader: "strict/5" })).toBe(digestOf(identity));
    expect(digestOf({ ...identity, reader: null })).toBe(digestOf(identity));
  });
});

describe("the name of a system", () => {
  it("says method, size and what is unusual", () => {
    expect(nameSystem(majorityVote, 8, completeParameters(majorityVote, {}))).toBe("Majority vote of 8");
    const parameters = completeParameters(promptRouting, { mode: "tournament", router: "m-0123456789ab" });
    expect(nameSystem(promptRouting, 4, parameters)).toBe("Prompt Routing of 4 (tournament)");
  });
});

describe("a method's parameters", () => {
  it("are written out with their defaults, and refused by name", () => {
    expect(completeParameters(multiAgentRefine, {})).toMatchObject({
      rounds: 2,
      decoding: { temperature: 0.7, topP: 0.9, maxTokens: 512 },
    });
    expect(() => completeParameters(multiAgentRefine, { rounds: 99 })).toThrow(
      expect.objectContaining({ fields: [{ field: "parameter.rounds", message: "rounds: at most 8." }] }),
    );
    expect(() => completeParameters(multiAgentRefine, { decoding: { temperature: "hot", maxTokens: 1.5 } })).toThrow(
      expect.objectContaining({
        fields: [
          { field: "parameter.decoding.temperature", message: "decoding.temperature: a number is needed." },
          { field: "parameter.decoding.maxTokens", message: "decoding.maxTokens: a whole number is needed." },
        ],
      }),
    );
  });

  it("become form fields with bounds and choices", () => {
    const fields = parameterFields(promptRouting.parameters);
    expect(fields.find((field) => field.name === "decoding.temperature")).toEqual({
      name: "decoding.temperature",
      kind: "number",
      integer: false,
      default: "0.7",
      minimum: 0,
      maximum: 2,
      description: expect.stringContaining("0 is greedy"),
      source: expect.stringContaining("Appendix B"),
    });
    expect(fields.find((field) => field.name === "decoding.topP")).toMatchObject({ above: 0, maximum: 1 });
    expect(fields.find((field) => field.name === "mode")).toMatchObject({
      kind: "choice",
      options: [{ value: "one-prompt" }, { value: "tournament" }],
    });
    expect(fields.find((field) => field.name === "router")).toMatchObject({ kind: "text", default: "best-on-dev" });
  });

  it("are read from a form: empty is left out, what is no number stays for the method to refuse", () => {
    const fields = parameterFields(multiAgentRefine.parameters);
    const values = new Map([
      ["rounds", "1"],
      ["quoteBudget", ""],
      ["decoding.temperature", "warm"],
      ["decoding.maxTokens", " 40 "],
    ]);
    expect(readParameters(fields, values)).toEqual({ rounds: 1, decoding: { temperature: "warm", maxTokens: 40 } });
  });
});
