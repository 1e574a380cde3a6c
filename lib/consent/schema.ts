import { z } from "zod";

/** The seven uses that a contributor may grant, each on its own. Browser-safe. */
export const consentScopes = [
  "S1_run",
  "S2_publish_scores",
  "S3_publish_outputs",
  "S4_distil",
  "S5_merge",
  "S6_redistribute",
  "S7_commercial",
] as const;
export const consentScope = z.enum(consentScopes);
export type ConsentScope = z.infer<typeof consentScope>;

/** Without it a submission has no purpose: the checks end in running the model. */
export const requiredScope: ConsentScope = "S1_run";

/** A receipt as the contributor takes it home. */
const receiptFile = z.object({
  receipt: z.uuid(),
  submission: z.number(),
  signer: z.string(),
  model: z.string(),
  granted: z.array(z.object({ scope: consentScope, title: z.string(), sentence: z.string() })),
  notGranted: z.array(consentScope),
  grantedAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
  textVersion: z.string(),
  /** SHA-256 (hex) of the text that was shown, as canonical JSON (RFC 8785). */
  textHash: z.string(),
  text: z.unknown(),
});
export type ReceiptFile = z.infer<typeof receiptFile>;
