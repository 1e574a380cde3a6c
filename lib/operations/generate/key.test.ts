import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GenerateRequest } from "../contract";
import { canonicalKey } from "../memo/canonical-key";
import { generationFacts, generationKey, seedOf } from "./key";

const model = { weightsHash: "a".repeat(64), commit: "b".repeat(40) };
const request: GenerateRequest = {
  model: "m-aaaaaaaaaaaa",
  messages: [{ role: "user", content: "The capital of Peru is what?" }],
  sampling: { temperature: 0.7, topP: 0.9, topK: 50, maxTokens: 512, stop: ["\n\n"] },
  sample: 0,
};

type Path = (string | number)[];

/** Every place in a JSON value that holds no further value. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, Array.isArray(value) ? Number(name) : name]));
}

function withLeaf(value: unknown, [first, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((inner, place) => (place === first ? withLeaf(inner, rest, change) : inner));
  const entries = Object.entries(value ?? {});
  return Object.fromEntries(entries.map(([name, inner]) => [name, name === first ? withLeaf(inner, rest, change) : inner]));
}

function changed(old: unknown): unknown {
  if (typeof old === "number") return old + 1;
  if (typeof old === "string") return `${old}!`;
  return old === null ? "something" : null;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}

const text = fc.string({ unit: "grapheme", maxLength: 20 });
const anyRequest: fc.Arbitrary<GenerateRequest> = fc.record({
  model: text,
  messages: fc.array(fc.record({ role: fc.constantFrom("system", "user", "assistant"), content: text }), { minLength: 1, maxLength: 4 }),
  assistantPrefix: text,
  sampling: fc.record({
    temperature: fc.double({ min: 0.01, max: 2, noNaN: true }),
    topP: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    topK: fc.nat(100),
    maxTokens: fc.integer({ min: 1, max: 4_096 }),
    stop: fc.array(text, { maxLength: 3 }),
  }),
  sample: fc.nat(1_000),
});

describe("the key of a generation", () => {
  it("changes with every single fact", () => {
    fc.assert(
      fc.property(anyRequest, (some) => {
        const facts = generationFacts(model, some);
        const keys = leaves(facts).map((path) => canonicalKey(withLeaf(facts, path, changed)));
        expect(new Set([canonicalKey(facts), ...keys]).size).toBe(keys.length + 1);
      }),
    );
  });

  it("does not depend on the order in which the facts are written", () => {
    fc.assert(
      fc.property(anyRequest, (some) => {
        const facts = generationFacts(model, some);
        expect(canonicalKey(reversed(facts))).toBe(canonicalKey(facts));
      }),
    );
  });

  it("changes with every part of the request that reaches the model, and with its weights and commit", () => {
    const base = canonicalKey(generationFacts(model, request));
    const others: [typeof model | { weightsHash: string; commit: null }, GenerateRequest][] = [
      [{ ...model, weightsHash: "c".repeat(64) }, request],
      [{ ...model, commit: null }, request],
      [model, { ...request, sample: 1 }],
      [model, { ...request, assistantPrefix: "The" }],
      [model, { ...request, messages: [{ role: "assistant", content: "The capital of Peru is what?" }] }],
      [model, { ...request, messages: [...request.messages, ...request.messages] }],
      [model, { ...request, sampling: { ...request.sampling, temperature: 0 } }],
      [model, { ...request, sampling: { ...request.sampling, topP: 1 } }],
      [model, { ...request, sampling: { ...request.sampling, topK: 0 } }],
      [model, { ...request, sampling: { ...request.sampling, maxTokens: 511 } }],
      [model, { ...request, sampling: { ...request.sampling, stop: [] } }],
    ];
    const keys = others.map(([each, wish]) => canonicalKey(generationFacts(each, wish)));
    expect(new Set([base, ...keys]).size).toBe(others.length + 1);
  });

  it("does not change with the pool's label, nor with an empty start of the answer", () => {
    const base = canonicalKey(generationFacts(model, request));
    expect(canonicalKey(generationFacts(model, { ...request, model: "another label" }))).toBe(base);
    expect(canonicalKey(generationFacts(model, { ...request, assistantPrefix: "" }))).toBe(base);
  });

  it("stays what it was when the first rows were stored", () => {
    expect(canonicalKey(generationFacts(model, request))).toBe("880a47dd3713c86a88da64a1fb78a54c1ed2a67b1dbf0413486215e7a90a147c");
  });

  it("is the same when it is made the fast way, because facts are written in canonical order", () => {
    fc.assert(
      fc.property(anyRequest, fc.string({ unit: "binary" }), (some, content) => {
        const facts = generationFacts(model, { ...some, messages: [...some.messages, { role: "user", content }] });
        expect(generationKey(facts)).toBe(canonicalKey(facts));
        expect(seedOf(generationKey(facts))).toBe(seedOf(canonicalKey(facts)));
      }),
    );
  });

  it("refuses what JSON cannot say", () => {
    for (const setting of ["temperature", "topP", "topK", "maxTokens"]) {
      const facts = generationFacts(model, { ...request, sampling: { ...request.sampling, [setting]: Number.NaN } });
      expect(() => generationKey(facts), setting).toThrow();
    }
    expect(() =>
      canonicalKey(generationFacts(model, { ...request, sampling: { ...request.sampling, temperature: Number.NaN } })),
    ).toThrow();
  });

  it("gives a seed of 31 bits that differs between draws", () => {
    const seeds = [0, 1, 2, 3].map((sample) => seedOf(canonicalKey(generationFacts(model, { ...request, sample }))));
    expect(new Set(seeds).size).toBe(4);
    for (const seed of seeds) expect(seed).toBeLessThan(2 ** 31);
  });
});
