import { describe, expect, it } from "vitest";
import { z } from "zod";
import { promptRouting } from "./api/prompt-routing";
import { bestSingle } from "./baselines/best-single";
import { isOfPaper } from "./method";
import { declaredMethods, findDeclared, findMethod, isDefaultBaseline, methods, registryOf } from "./registry";
import type { Level } from "./schema";

const distinct = (texts: readonly string[]) => new Set(texts).size;

describe("the registry", () => {
  it("declares the fourteen of the paper, two baselines, and two of our own", () => {
    const own = declaredMethods.filter(({ isOwn }) => isOwn).map(({ id }) => id);
    expect(own).toEqual(["nearest-neighbours", "ask-until-two-agree"]);
    expect(declaredMethods.filter(isOfPaper)).toHaveLength(14);
    const ids = (level: Level) => declaredMethods.filter((method) => method.level === level && !method.isOwn).map(({ id }) => id);
    expect(ids("api")).toEqual(["prompt-routing", "trained-router", "graph-routing", "switch-generation"]);
    expect(ids("text")).toEqual([
      "multi-agent-refine",
      "multi-agent-finetuning",
      "llm-blender",
      "agglm",
      "sparta-alignment",
      "heterogeneous-swarms",
    ]);
    expect(ids("weight")).toEqual(["dare-ties", "greedy-soup", "weight-extrapolation", "model-swarms"]);
    expect(ids("baseline")).toEqual(["best-single", "majority-vote"]);
  });

  it("finds a method by its id, and a program only where one is written", () => {
    expect(methods.map(({ id }) => id)).toEqual([
      "best-single",
      "majority-vote",
      "prompt-routing",
      "trained-router",
      "graph-routing",
      "switch-generation",
      "multi-agent-refine",
      "multi-agent-finetuning",
      "llm-blender",
      "agglm",
      "sparta-alignment",
      "heterogeneous-swarms",
      "dare-ties",
      "greedy-soup",
      "weight-extrapolation",
      "model-swarms",
      "nearest-neighbours",
      "ask-until-two-agree",
    ]);
    expect(findMethod("prompt-routing")).toBe(promptRouting);
    const { answer: _, ...onlyDeclared } = promptRouting;
    const registry = registryOf([onlyDeclared]);
    expect(registry.findMethod("prompt-routing")).toBeUndefined();
    expect(registry.findDeclared("prompt-routing")).toBe(onlyDeclared);
    expect([findMethod("toString"), findDeclared("toString")]).toEqual([undefined, undefined]);
  });

  it("has one baseline that all others are measured against, whose ranking says which member it is", () => {
    expect(declaredMethods.filter(({ id }) => isDefaultBaseline(id))).toEqual([bestSingle]);
    expect(bestSingle.ranking).toBeDefined();
    expect(registryOf([promptRouting]).isDefaultBaseline(bestSingle.id)).toBe(false);
  });
});

describe("a declaration", () => {
  it("has an id, a name and logs of its own", () => {
    expect(distinct(declaredMethods.map(({ id }) => id))).toBe(declaredMethods.length);
    expect(distinct(declaredMethods.map(({ name }) => name))).toBe(declaredMethods.length);
    const suffixes = declaredMethods.flatMap(({ moco }) => moco?.suffix ?? []);
    expect(distinct(suffixes)).toBe(suffixes.length);
  });

  it.each(declaredMethods.map((method) => [method.id, method] as const))("of %s says what it does and needs", (id, method) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const sentence of [method.summary, method.how, method.learns ?? "Nothing."]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(method.paper.url).toMatch(/^https:\/\/arxiv\.org\/abs\/\d{4}\.\d{5}$/);
    expect(method.needs.scopes).toContain("S1_run");
    expect(method.needs.operations).toContain("generate");
    expect(method.needs.minMembers).toBeGreaterThan(0);
  });

  it("asks for the consent to merge, and for one architecture, wherever weights of members are merged", () => {
    for (const { needs } of declaredMethods.filter((method) => method.needs.operations.includes("merge"))) {
      expect(needs.scopes).toContain("S5_merge");
      expect(needs.sameArchitecture).toBe(true);
    }
  });
});

/** Every field of a shape with what it says of itself, lists too. */
function fieldsOf(node: z.core.JSONSchema.JSONSchema, name = ""): [string, z.core.JSONSchema.JSONSchema][] {
  const inner = Object.entries(node.properties ?? {});
  if (inner.length === 0) return [[name, node]];
  return inner.flatMap(([key, value]) => (typeof value === "object" ? fieldsOf(value, name === "" ? key : `${name}.${key}`) : []));
}

describe("a preset for laptops", () => {
  it.each(methods.flatMap((method) => (method.laptop ? [[method.id, method, method.laptop] as const] : [])))(
    "of %s fits its parameters, differs from the defaults, and says why",
    (_, method, { settings, why }) => {
      expect(method.parameters.parse(settings)).not.toEqual(method.parameters.parse({}));
      expect(why).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe("the parameters of a method", () => {
  it.each(methods.map((method) => [method.id, method] as const))("%s say what they are and where their defaults come from", (_, method) => {
    const fields = fieldsOf(z.toJSONSchema(method.parameters, { io: "input" }));
    expect(fields.length).toBeGreaterThan(4);
    for (const [name, field] of fields) {
      expect(field, name).toMatchObject({ description: expect.stringMatching(/^[A-Z].*\.$/), source: expect.any(String) });
      if (field.type === "integer") expect(field, name).toMatchObject({ unit: expect.any(String), minimum: expect.any(Number) });
    }
    expect(fields.map(([name]) => name)).toEqual(expect.arrayContaining(method.helpers.map(({ parameter }) => parameter)));
  });
});
