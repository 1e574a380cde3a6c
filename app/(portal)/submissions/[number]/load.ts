import "server-only";
import { notFound } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { type SubmissionDetail, submissionByNumber } from "@/lib/submissions/queries";
import { submissionReference } from "@/lib/submissions/schema";

/** The submission of the address, or the page that says there is none. */
export async function loadSubmission(actor: Actor, typed: string): Promise<SubmissionDetail> {
  const reference = submissionReference.safeParse({ number: typed });
  if (!reference.success) notFound();
  try {
    return await submissionByNumber(actor, reference.data.number);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
