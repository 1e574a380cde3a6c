import type { Check, CheckId, CheckOutcome } from "./schema";

/** Words for the Hub checks. Browser-safe. */
export const checkTitles: Record<CheckId, string> = {
  access: "Can be read",
  name: "Name",
  owner: "Author",
  licence: "Licence",
  size: "Size",
  architecture: "Kind of model",
  "chat-template": "Chat template",
  code: "No code of its own",
  weights: "Weight files",
  security: "File scan",
  duplicate: "New here",
  description: "Description",
};

const outcomeTitles: Record<CheckOutcome, string> = {
  pass: "Passed",
  warn: "Look at this",
  fail: "Not met",
  unknown: "Could not be checked",
};

/** A number of parameters as people say it: "935 thousand", "7.6 billion". */
export function parametersInWords(parameters: number): string {
  const format = (value: number) => (value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2))));
  if (parameters >= 1e9) return `${format(parameters / 1e9)} billion`;
  if (parameters >= 1e6) return `${format(parameters / 1e6)} million`;
  if (parameters >= 1e3) return `${format(parameters / 1e3)} thousand`;
  return String(parameters);
}

/** What a submitter adds without making another model. */
const additions: readonly CheckId[] = ["licence", "chat-template", "description", "owner"];

/** What a submitter writes in other words. */
const changes: readonly CheckId[] = ["description", "name"];

/** What the checks come to: whether the model qualifies, and what is left for whom. */
export interface Verdict {
  standing: "qualifies" | "not yet" | "open" | "not asked";
  /** Checks that stand in the way, or that could not be made. */
  because: CheckId[];
  /** For the submitter to add. */
  toAdd: CheckId[];
  /** For the submitter to write in other words. */
  toChange: CheckId[];
  /** For a maintainer to look at. */
  toLookAt: CheckId[];
}

export function verdictOf(checks: readonly Pick<Check, "id" | "outcome">[]): Verdict {
  const idsOf = (fits: (check: Pick<Check, "id" | "outcome">) => boolean) => checks.filter(fits).map(({ id }) => id);
  const isAddition = ({ id, outcome }: Pick<Check, "id" | "outcome">) =>
    additions.includes(id) && (outcome === "fail" || outcome === "unknown" || id === "owner");
  const failed = idsOf((check) => check.outcome === "fail" && !isAddition(check));
  const unknown = idsOf((check) => check.outcome === "unknown" && !isAddition(check));
  const rest = {
    toAdd: idsOf((check) => check.outcome !== "pass" && isAddition(check)),
    toChange: idsOf(({ id, outcome }) => outcome === "warn" && changes.includes(id)),
    toLookAt: idsOf((check) => check.outcome === "warn" && !isAddition(check) && !changes.includes(check.id)),
  };
  if (unknown.includes("access")) return { standing: "not asked", because: [], toAdd: [], toChange: [], toLookAt: [] };
  if (failed.length > 0) return { standing: "not yet", because: failed, ...rest };
  return { standing: unknown.length > 0 ? "open" : "qualifies", because: unknown, ...rest };
}

const counts = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

function things(ids: readonly CheckId[], what: string): string {
  if (ids.length === 0) return "";
  return ` ${counts[ids.length]} ${ids.length === 1 ? "thing" : "things"} ${what}: ${listed(ids)}.`;
}

function listed(ids: readonly CheckId[]): string {
  return ids.map((id) => checkTitles[id].toLowerCase()).join(", ");
}

/** The verdict in sentences: to its submitter about "your model", to others about "the model". */
export function verdictWords(verdict: Verdict, whose: "your" | "the"): string {
  const { standing, because, toAdd, toChange, toLookAt } = verdict;
  const model = whose === "your" ? "Your model" : "The model";
  const rest = `${things(toAdd, "to add")}${things(toChange, "to change")}${things(toLookAt, "for a maintainer to look at")}`;
  switch (standing) {
    case "qualifies":
      return `${model} qualifies.${rest}`;
    case "not yet":
      return `${model} does not qualify yet: ${listed(because)}.${rest}`;
    case "open":
      return `Whether ${model.toLowerCase()} qualifies is open: ${listed(because)} could not be checked.${rest}`;
    case "not asked":
      return `${model} is not checked yet: the Hub gives no answer at the moment. We ask again by ourselves.`;
  }
}

/** The same in a word or two, for a list. */
export function verdictInShort({ standing, toAdd }: Verdict): string {
  if (standing === "qualifies") return toAdd.length === 0 ? "Qualifies" : `Qualifies, ${toAdd.length} to add`;
  return { "not yet": "Does not qualify yet", open: "Open", "not asked": "Not checked yet" }[standing];
}

/** A check is stored as it is told to others; to the submitter it speaks of "you". */
const toSubmitter = [
  ["the submitter has not linked", "you have not linked"],
  ["the submitter signs in", "you sign in"],
  ["The submitter signs in", "You sign in"],
] as const;

export function wordsForSubmitter(text: string): string {
  return toSubmitter.reduce((words, [others, own]) => words.replace(others, own), text);
}

/** What came out of a check, in words: a description that is not there yet is no failure of the Hub. */
export function outcomeInWords({ id, outcome }: Pick<Check, "id" | "outcome">): string {
  return id === "description" && outcome === "unknown" ? "Still to write" : outcomeTitles[outcome];
}
