import { parseArgs } from "node:util";
import type { z } from "zod";
import { type ImportChoices, importChoices } from "@/lib/tasks/importing/import-choices";
import { Trouble } from "./step";

const text = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;
const options = {
  name: text,
  title: text,
  domain: text,
  license: text,
  source: text,
  description: text,
  type: text,
  "held-out": text,
  "resolve-leaks": text,
  "allow-near": text,
  "drop-without-gold": { type: "boolean" },
  "drop-contradictions": { type: "boolean" },
  revision: text,
  config: text,
  split: many,
  field: many,
  "after-marker": text,
} as const;

/** What follows `tasks import`. */
export interface TaskArguments {
  words: string[];
  choices: ImportChoices;
  /** For data sets of the Hub. */
  revision: string | undefined;
  config: string | undefined;
  /** "dev=train" and the like. */
  split: Record<string, string>;
  /** "input=question" and the like. */
  field: Record<string, string>;
  afterMarker: string | undefined;
}

/** @throws Trouble that names the option */
export function readTaskArguments(given: readonly string[]): TaskArguments {
  const { values, positionals } = parse(given);
  const wishes = {
    ...values,
    heldOut: values["held-out"],
    resolveLeaks: values["resolve-leaks"]?.replace("-", "_"),
    allowNear: values["allow-near"],
    dropWithoutGold: values["drop-without-gold"],
    dropContradictions: values["drop-contradictions"],
  };
  const choices = importChoices.safeParse(Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined)));
  if (!choices.success) throw new Trouble(choices.error.issues.map((issue) => `--${dashed(issue)} ${issue.message}`).join("\n"));
  return {
    words: positionals,
    choices: choices.data,
    revision: values.revision,
    config: values.config,
    split: readPairs("split", values.split ?? []),
    field: readPairs("field", values.field ?? []),
    afterMarker: values["after-marker"],
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true });
  } catch (error) {
    throw new Trouble(error instanceof Error ? error.message : String(error));
  }
}

function dashed(issue: z.core.$ZodIssue): string {
  return String(issue.path[0] ?? "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** "ours=theirs" pairs as an object. @throws Trouble for anything else */
export function readPairs(name: string, given: readonly string[]): Record<string, string> {
  const read = given.map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1 || at === pair.length - 1) throw new Trouble(`--${name} reads OURS=THEIRS, not "${pair}".`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return Object.fromEntries(read);
}
