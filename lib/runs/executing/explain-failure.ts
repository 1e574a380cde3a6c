import { isDiskFull } from "@/lib/db/disk-full";
import { isDatabaseUnreachable } from "@/lib/db/unreachable";
import { AppError } from "@/lib/errors";
import { ModelRefused } from "@/lib/operations/refusals";
import { UnknownLabel } from "@/lib/pool/eligibility/find-by-label";
import {
  ContextTooLong,
  EndpointUnreachable,
  EndpointUnsuited,
  EngineCorrupt,
  MalformedReply,
  ModelNotServed,
  RequestRefused,
  ServingError,
} from "@/lib/serving/errors";
import { RunFailed, type RunFailure } from "../failures";
import type { FailureCode } from "../labels";

/**
 * Why an execution ended, and whose fault it is. A database that went away is no failure of the run: it
 * continues when the database is back.
 */
export function explainFailure(error: unknown): RunFailure | "database-away" {
  if (error instanceof RunFailed) return error.failure;
  if (error instanceof ModelRefused) return { code: "CONSENT_MISSING", message: error.message, blame: "theirs" };
  if (error instanceof UnknownLabel) return { code: "BAD_PARAMETERS", message: error.message, blame: "ours" };
  if (error instanceof ServingError) return { code: codeOf(error), message: error.message, blame: error.blame };
  if (isDiskFull(error))
    return { code: "DISK_FULL", message: "An answer could not be stored: the disk of the database is full.", blame: "cluster" };
  if (isDatabaseUnreachable(error)) return "database-away";
  if (isAboutScorer(error)) return { code: "SCORER_FAILED", message: error.message, blame: "cluster" };
  const words = error instanceof Error ? error.message : String(error);
  return { code: "UNEXPECTED", message: `Something unexpected happened: ${lastLine(words)}`, blame: "ours" };
}

/** Of all that an execution uses, only scoring says these. */
function isAboutScorer(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === "UNAVAILABLE" || error.code === "CONFLICT");
}

function codeOf(error: ServingError): FailureCode {
  if (error instanceof ModelNotServed) return "NOT_SERVED";
  if (error instanceof ContextTooLong) return "CONTEXT_TOO_LONG";
  if (error instanceof RequestRefused || error instanceof EndpointUnsuited) return "REQUEST_REFUSED";
  if (error instanceof EndpointUnreachable || error instanceof EngineCorrupt || error instanceof MalformedReply) return "ENDPOINT_FAILED";
  return "UNEXPECTED";
}

/** What it is about stands there, also in messages that quote code first. */
function lastLine(words: string): string {
  const line = words.trim().split("\n").at(-1) ?? "";
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}
