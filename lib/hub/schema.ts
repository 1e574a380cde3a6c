import { z } from "zod";

/**
 * Shapes of what we ask the Hub and of what follows from its answers. Browser-safe.
 * Rules of a model ID follow huggingface_hub's `_validators.py`, but stricter: always two segments, both bounded,
 * and no trailing newline.
 */
const segment = "[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?";
const hfRepoIdPattern = new RegExp(`^${segment}/${segment}$`);

/** "owner/name" of a model on the Hub; made by this parser alone, so safe in addresses, paths and arguments. */
export const hfRepoId = z
  .string()
  .max(193, "A model ID has at most 96 characters on each side of the slash.")
  .superRefine((text, context) => {
    const message = refusal(text);
    if (message !== null) context.addIssue({ code: "custom", message, input: text });
  })
  .brand<"HfRepoId">();
export type HfRepoId = z.infer<typeof hfRepoId>;

function isHfRepoId(text: string): boolean {
  // `$` would let nothing but the end match here (no m flag), so a trailing newline fails the pattern.
  return hfRepoIdPattern.test(text) && !text.includes("--") && !text.includes("..") && !text.endsWith(".git");
}

/** First parts of the Hub's own addresses, of other things than models. */
const otherPages: Readonly<Record<string, string>> = {
  datasets: "a data set",
  spaces: "a space",
  collections: "a collection",
  papers: "a paper",
};

function otherPage(first = ""): string | null {
  return Object.hasOwn(otherPages, first) ? (otherPages[first] ?? null) : null;
}

function refusal(text: string): string | null {
  const other = otherPage(addressParts(text)?.[0]);
  if (other !== null) return `This is the address of ${other} on the Hub, not of a model. Open the model's own page and copy its ID.`;
  return isHfRepoId(text) ? null : "Write the model ID as owner/name, for example my-lab/my-model.";
}

/** An address of the Hub: what follows the host, up to a question mark or a hash. */
const hubAddress = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/([^?#]+)/;
/** Longer than any address of a model with a revision and a file. */
const longestAddress = 2_000;

/**
 * What people paste, as the ID it means: surrounding space and the Hub's own address around an ID are taken off. The address of
 * something else than a model stays as it is, and is no ID.
 */
export function typedHubId(text: string): string {
  const trimmed = text.trim();
  const parts = addressParts(trimmed);
  return parts === null || otherPage(parts[0]) !== null ? trimmed : parts.slice(0, 2).join("/");
}

/** The revision within a pasted address, such as "v2" in …/owner/name/tree/v2; empty where there is none. */
function typedRevision(text: string): string {
  const [, , verb = "", revision = ""] = addressParts(text.trim()) ?? [];
  if (!["tree", "blob", "resolve", "raw", "commit", "commits"].includes(verb)) return "";
  try {
    return decodeURIComponent(revision);
  } catch {
    return revision;
  }
}

function addressParts(text: string): string[] | null {
  return text.length > longestAddress ? null : (hubAddress.exec(text)?.[1]?.split("/") ?? null);
}

/**
 * The revision that is meant by the two fields for ID and revision: an address may bring one, and must not contradict.
 * @returns null where the two name different ones
 */
export function meantRevision(typedId: string, typed: string): string | null {
  const brought = typedRevision(typedId);
  const written = typed.trim();
  if (brought === "" || written === brought) return written;
  return written === "" ? brought : null;
}

export const contradiction =
  "The address names another revision than this field. Leave this field empty, or take the revision out of the address.";

/** Branch, tag or commit. Empty means the default branch. */
export const hubRevision = z
  .string()
  .max(120, "A revision has at most 120 characters.")
  .refine(
    (text) => text === "" || (/^[A-Za-z0-9_][A-Za-z0-9._/-]*$/.test(text) && !text.includes("..") && !text.includes("//")),
    "Write a branch, a tag or a commit, for example main.",
  );

export const checkIds = [
  "access",
  "name",
  "owner",
  "licence",
  "size",
  "architecture",
  "chat-template",
  "code",
  "weights",
  "security",
  "duplicate",
  "description",
] as const;
export type CheckId = (typeof checkIds)[number];

const checkOutcomes = ["pass", "warn", "fail", "unknown"] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** One thing that was looked at: what came out, in a sentence, and what to do about it ("" when nothing). */
const check = z.object({
  id: z.enum(checkIds),
  outcome: z.enum(checkOutcomes),
  text: z.string(),
  fix: z.string(),
});
export type Check = z.infer<typeof check>;

/** What the Hub says about the model; null where it does not say. */
const hubFacts = z.object({
  licence: z.string().nullable(),
  baseModel: z.string().nullable(),
  parameters: z.number().nullable(),
  modelType: z.string().nullable(),
  architectures: z.array(z.string()),
  task: z.string().nullable(),
  cardSummary: z.string().nullable(),
  /** SHA-256 (hex) over the safetensors files; see `weights-hash.ts`. */
  weightsHash: z.string().nullable(),
  weightBytes: z.number().nullable(),
  /** SHA-256 (hex) of the chat template, so that a changed template shows. */
  templateHash: z.string().nullable(),
});
export type HubFacts = z.infer<typeof hubFacts>;

/** Why the model could not be read at all; null when it could. */
const accessProblems = [
  "not_found",
  "private",
  "gated",
  "disabled",
  "revision_not_found",
  "too_large",
  "unreadable",
  "token_failed",
  "unreachable",
] as const;
export type AccessProblem = (typeof accessProblems)[number];

export const checkReport = z.object({
  /** The ID that was asked for. */
  hubId: z.string(),
  /** The ID that answered: another one after a renaming. */
  resolvedId: z.string(),
  revision: z.string(),
  /** 40 hex digits; null when the model could not be read. */
  commit: z.string().nullable(),
  problem: z.enum(accessProblems).nullable(),
  checks: z.array(check),
  facts: hubFacts,
  checkedAt: z.iso.datetime(),
  /** How often the Hub was asked and did not answer, and when it is asked again. */
  attempts: z.number().int().default(1),
  nextAttemptAt: z.iso.datetime().nullable().default(null),
});
export type CheckReport = z.infer<typeof checkReport>;

/** Problems that are ours or the Hub's, pass by themselves, and are asked again. */
export function isPassing(problem: AccessProblem | null): boolean {
  return problem === "unreachable" || problem === "token_failed";
}

/** Checks that a maintainer has to waive by name before an approval. */
export function checksToWaive<Looked extends Pick<Check, "outcome">>(checks: readonly Looked[]): Looked[] {
  return checks.filter((one) => one.outcome === "fail" || one.outcome === "unknown");
}
