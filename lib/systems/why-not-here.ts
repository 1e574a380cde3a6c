import { type DeclaredMethod, hasProgram } from "@/lib/methods/method";
import type { OperationKind } from "@/lib/operations/contract";
import { whyNotRunnable } from "@/lib/pool/eligibility/why-not-runnable";

/** What is known where a method is to run. */
export interface LocalFacts {
  /** As `missingOperations` says. */
  missing: ReadonlyMap<OperationKind, string>;
  /** The chosen members; absent while nobody chose. */
  members?: readonly Candidate[];
}

type Candidate = Parameters<typeof whyNotRunnable>[0][number] & { family: string | null; parameters: bigint | null };

/**
 * Why a method cannot run here, or not with these members, as its declaration has it: one sentence for each reason, with
 * what to do about it. Empty when it can.
 */
export function whyNotHere(method: DeclaredMethod, { missing, members }: LocalFacts): string[] {
  const { scopes, operations, minMembers, sameArchitecture } = method.needs;
  const reasons = operations.flatMap((operation) => missing.get(operation) ?? []);
  if (!hasProgram(method)) reasons.unshift("Its program is not part of this release of the portal yet.");
  if (!members) return reasons;
  reasons.push(...whyNotRunnable(members, scopes).map(({ message }) => message));
  if (members.length < minMembers) {
    reasons.push(`${method.name} needs at least ${minMembers} members; choose ${minMembers - members.length} more.`);
  }
  if (sameArchitecture) reasons.push(...whyDifferent(members));
  return reasons;
}

/** Members whose weights cannot be combined entry by entry: of another family or size than the first, or of unknown ones. */
function whyDifferent(members: readonly Candidate[]): string[] {
  const shapes = Map.groupBy(members, ({ family, parameters }) =>
    family === null || parameters === null ? "unknown architecture" : `${family} with ${parameters} parameters`,
  );
  if (shapes.size < 2 && !shapes.has("unknown architecture")) return [];
  const list = [...shapes].map(([shape, some]) => `${some.map(({ name }) => name).join(", ")} (${shape})`).join("; ");
  return [`All members must have one architecture, and these do not: ${list}. Choose members that were adapted from the same base.`];
}
