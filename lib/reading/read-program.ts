import { bounded } from "./bounded";
import { nothingIn, type Reading, unreadable } from "./reading";
import { stripThinking } from "./strip-thinking";

const fence = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*\n([\s\S]*?)^[ \t]*\1/gm;
const functionHead = /^(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*\(/gm;

/** Reads the program of an answer: the last fenced Python block that defines a function, else the whole answer if it does. */
export function readProgram(answer: string): Reading {
  const text = bounded(stripThinking(answer).visible);
  if (text === "") return nothingIn(answer);
  const blocks = [...text.matchAll(fence)]
    .map(([, , language = "", source = ""]) => ({ language: language.toLowerCase(), source }))
    .filter(({ language }) => ["", "python", "python3", "py"].includes(language));
  const block = blocks.findLast(({ source }) => functionsOf(source).length > 0);
  if (block) return program(block.source, "It stands in the last fenced block that defines a function.");
  if (blocks.length === 0 && /^(?:from|import|def|async def|class|@)\b|^@/m.test(text) && functionsOf(text).length > 0) {
    return program(text, "The whole answer is a program.");
  }
  return unreadable("The answer holds no Python function.");
}

function program(source: string, reason: string): Reading {
  const parsed = source.trimEnd();
  return { parsed, comparable: parsed, reason, form: "marked" };
}

/** Names of the functions that a source defines at its outermost level, in their order. */
export function functionsOf(source: string): string[] {
  return [...source.matchAll(functionHead)].map(([, name = ""]) => name);
}
