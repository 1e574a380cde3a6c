import { createRequire } from "node:module";
import type * as Library from "@cortex-js/compute-engine";

/** Longer terms are no results, and parsing them takes time. Characters. */
const longest = 120;
/** Levels of brackets and of exponents: the library's time grows with them. */
const deepest = 8;
/** What a term may be made of: nothing that sums, integrates, defines or draws. */
const commands =
  /\\(?:frac|sqrt|pi|cdot|times|sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|ln|log|exp|binom|theta|alpha|beta|gamma|lambda|mu|phi|infty|circ)(?![a-zA-Z])/g;
const plain = /^[\w\s+\-*/^().{}[\]=<>!|]*$/;
/** Powers and factorials that would be computed for a long time: of large numbers, of powers. */
const endless = /\d{16}|[\^_]\{?[-\s]*\d{3}|\d{3}\s*!|[!)}]\s*!|\^\s*\{[^{}]*[\^!]|\^\s*\w\s*\^|[!)}\]]\s*\^\s*\{?\s*\d{2}/;
/** Values that differ by less, as a share of the larger one, are the same. */
const tolerance = 1e-9;

/** A term, as far as the library understands it. */
export interface SymbolicValue {
  /** Equal for terms that differ in order and spelling alone. */
  canonical: string;
  /** Its value where it holds no letters, rounded to some 15 digits; null where it has none, or no finite one. */
  number: { re: number; im: number } | null;
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Loaded when the first term is met, because that takes 0.3 s and 80 MB. */
const engine = lazily(() => {
  const library: typeof Library = createRequire(import.meta.url)("@cortex-js/compute-engine");
  return new library.ComputeEngine();
});

/** What a TeX term is by Compute Engine; null for what is no term of numbers and letters, or too long or too deep to be one. */
export function symbolicValue(latex: string): SymbolicValue | null {
  if (!isTerm(latex)) return null;
  const term = engine().parse(latex);
  if (!term.isValid) return null;
  const canonical = JSON.stringify(term.json);
  if (term.unknowns.length > 0) return { canonical, number: null };
  const { re, im } = term.N();
  return { canonical, number: Number.isFinite(re) && Number.isFinite(im) ? { re, im } : null };
}

/** Whether two terms are one value, or the same term in another order. */
export function isSameTerm(one: SymbolicValue, other: SymbolicValue): boolean {
  if (one.canonical === other.canonical) return true;
  if (one.number === null || other.number === null) return false;
  const size = Math.max(Math.hypot(one.number.re, one.number.im), Math.hypot(other.number.re, other.number.im));
  return size > 0 && Math.hypot(one.number.re - other.number.re, one.number.im - other.number.im) <= tolerance * size;
}

function isTerm(latex: string): boolean {
  if (latex.length > longest || latex.trim() === "" || endless.test(latex)) return false;
  return plain.test(latex.replace(commands, " ")) && isBalanced(latex);
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if ("({[".includes(sign)) depth += 1;
    if (")}]".includes(sign)) depth -= 1;
    if (depth < 0 || depth > deepest) return false;
  }
  return depth === 0;
}
