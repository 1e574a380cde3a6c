import { z } from "zod";
import { consentScope, requiredScope } from "../consent/schema";
import { contradiction, hfRepoId, hubRevision, meantRevision, typedHubId } from "../hub/schema";

/**
 * Shapes of a submission: the draft, which takes whatever is typed, and the content, which must be right to be sent in.
 * Browser-safe.
 */
const draftLimit = 10_000;

/** Anything a person may have typed so far. Only what the database cannot hold is refused. */
function typed(what: string) {
  return z
    .string()
    .max(draftLimit, `${what}: over ${draftLimit} characters, and nothing so long can be kept. Shorten it.`)
    .refine((text) => !text.includes("\u0000"), `${what}: a NUL character, which cannot be stored. Delete it.`)
    .default("");
}
const ticked = z
  .union([z.literal("on"), z.literal("")])
  .optional()
  .transform((value) => value === "on");
const oneOrMany = z.preprocess((value) => (typeof value === "string" ? [value] : (value ?? [])), z.array(consentScope).max(7));

export const draftForm = z.object({
  /** Empty for a draft that was never saved. */
  submissionId: z.union([z.literal(""), z.uuid()]).default(""),
  /** The version that the form was filled from. */
  version: z.coerce.number().int().nonnegative().default(0),
  person: typed("Your name"),
  institution: typed("Institution"),
  country: typed("Country"),
  hubId: typed("Model ID"),
  revision: typed("Revision"),
  baseModel: typed("Base model"),
  description: typed("Description"),
  paper: typed("Paper"),
  trainingData: typed("Training data"),
  evaluationInvitation: ticked,
  nameShown: ticked,
  contactAllowed: ticked,
  scopes: oneOrMany,
});
export type DraftInput = z.output<typeof draftForm>;
export type DraftContent = Omit<DraftInput, "submissionId" | "version">;

/** What a form needs to go on editing the same draft. */
export interface SavedDraft {
  id: string;
  number: number;
  version: number;
}

/** Controls, line breaks and signs that turn the direction of text: they can hide or reorder words. */
const disorder = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Also zero-width and other invisible signs, which some scripts need in names but no prompt needs. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u;

/** One line. NFKC makes look-alike forms of a sign equal; space at the ends is taken off. */
function line(what: string, longest: number, refused = disorder) {
  return z
    .string()
    .transform((text) => text.normalize("NFKC").trim())
    .refine((text) => text.length <= longest, `${what} has at most ${longest} characters.`)
    .refine((text) => !refused.test(text), `${what} contains a line break or an invisible character. Write it as one plain line.`);
}

export const descriptionLimit = 300;
const markup = /<[a-z/!?]|\]\(|```|\{\{|\{%/i;

/** The line that routers read: it becomes part of prompts, so it is plain, short and free of markup. */
export const description = line("The description", descriptionLimit, unseen)
  .refine((text) => text.length >= 20, "Describe in at least 20 characters what the model is good at.")
  .refine((text) => !markup.test(text), "The description contains markup. Write plain words: other models read this line.");

/** The fields for ID and revision as they were typed, the revision of a pasted address moved to its own. */
export function withRevision(input: unknown, context: z.RefinementCtx): unknown {
  if (typeof input !== "object" || input === null || !("hubId" in input) || typeof input.hubId !== "string") return input;
  const written = "revision" in input && typeof input.revision === "string" ? input.revision : "";
  const revision = meantRevision(input.hubId, written);
  if (revision === null) context.addIssue({ code: "custom", path: ["revision"], message: contradiction, input: written });
  return { ...input, revision: revision ?? written };
}

/** What must be right before a submission is sent in. The messages say what to do. */
const contentFields = z.object({
  person: line("Your name", 120).refine((text) => text.length > 0, "Write your name. You can choose below that it is not shown."),
  institution: line("The institution", 160),
  country: line("The country", 80),
  hubId: z.string().transform(typedHubId).pipe(hfRepoId),
  revision: z.string().trim().pipe(hubRevision),
  baseModel: z
    .string()
    .transform(typedHubId)
    .refine((text) => text === "" || hfRepoId.safeParse(text).success, "Write the base model as owner/name, or leave it empty."),
  description,
  paper: line("The paper", 300),
  trainingData: z
    .string()
    .transform((text) => text.normalize("NFKC").replace(/\r\n/g, "\n").trim())
    .refine((text) => text.length <= 4000, "The list of training data has at most 4000 characters.")
    .refine((text) => !disorder.test(text.replace(/[\n\t]/g, " ")), "The training data contain an invisible character."),
  evaluationInvitation: z.boolean(),
  nameShown: z.boolean(),
  contactAllowed: z.boolean(),
  scopes: z
    .array(consentScope)
    .refine((scopes) => scopes.includes(requiredScope), "Tick “Run it”: without running the model there is nothing to measure."),
});
export const submissionContent = z.preprocess(withRevision, contentFields);
export type SubmissionContent = z.output<typeof submissionContent>;

/** Which submission a button is about. */
export const submissionReference = z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) });

export const withdrawalForm = submissionReference.extend({
  why: z.string().trim().max(1000, "The reason has at most 1000 characters.").default(""),
});
