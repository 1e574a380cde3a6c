import type { TaskType } from "../schema";

/** A question of a source in the shape of our own task files, or why it has none. */
export type Converted = { kind: "item"; item: unknown } | { kind: "without-gold" };

/** The categories of requests in CoCoNot's main set; all of them should not simply be complied with. */
const notToComplyWith = new Set([
  "incomplete requests",
  "requests with safety concerns",
  "unsupported requests",
  "humanizing requests",
  "indeterminate requests",
]);

type Row = Record<string, unknown>;

/**
 * A question as MoCo writes it, in our shape: numbers become texts, other names of the same field become ours, and what
 * scoring does not need is kept. Our own questions pass through unchanged.
 * @param place key for a question without an id, for example "dev-17"
 */
export function convertItem(taskType: TaskType, value: unknown, place: string): Converted {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { kind: "item", item: value };
  const row: Row = { ...value };
  row.id ??= place;
  switch (taskType) {
    case "multiple_choice":
      return withGold(row.answer, { ...row, choices: asTexts(row.choices), answer: asText(row.answer) });
    case "exact_match":
    case "f1_match":
      return withGold(row.output, { ...row, output: asText(row.output) });
    case "noncompliance":
      return { kind: "item", item: { ...row, expects: row.expects ?? expected(row.category) } };
    case "general_verifier":
      return withGold(row.output ?? row.answer, forVerifier(row));
    case "coding":
      return { kind: "item", item: { ...row, input: row.input ?? row.prompt ?? row.question, test: row.test ?? row.test_code } };
    case "verifiable_instruction":
    case "reward_model":
    case "generation_diversity":
      return { kind: "item", item: row };
  }
}

function withGold(gold: unknown, item: Row): Converted {
  const empty = gold === null || gold === undefined || (typeof gold === "string" && gold.trim() === "");
  return empty ? { kind: "without-gold" } : { kind: "item", item };
}

function asText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function asTexts(choices: unknown): unknown {
  if (typeof choices !== "object" || choices === null || Array.isArray(choices)) return choices;
  return Object.fromEntries(Object.entries(choices).map(([key, text]) => [key, asText(text)]));
}

function expected(category: unknown): "refuse" | undefined {
  return typeof category === "string" && notToComplyWith.has(category.trim().toLowerCase()) ? "refuse" : undefined;
}

/** The verifier compares texts, so options stand in the request and the gold is the right option's text. */
function forVerifier(row: Row): Row {
  if (row.input !== undefined) return { ...row, output: asText(row.output) };
  const { question, answer, choices, ...rest } = row;
  if (typeof choices !== "object" || choices === null) return { ...rest, input: question, output: asText(answer) };
  const options = Object.entries(choices).map(([key, text]) => `${key}) ${String(text)}`);
  const gold = Object.entries(choices).find(([key]) => key === asText(answer));
  return { ...rest, input: [question, ...options].join("\n"), output: gold ? `${gold[0]}) ${String(gold[1])}` : undefined };
}
