import { AppError } from "@/lib/errors";
import type { Member } from "../method";

/** What a parameter says that names no base of its own. */
export const commonBaseWord = "common-base";

/**
 * Label of the base that a parameter names: the one that all members came from, or another one.
 * @throws AppError INVALID_INPUT where the members have none in common
 */
export function baseOf(pool: readonly Member[], named: string): string {
  if (named !== commonBaseWord) return named;
  const [base, ...others] = new Set(pool.map((member) => member.base));
  if (base !== undefined && others.length === 0) return base;
  throw new AppError(
    "INVALID_INPUT",
    "The members have no base model in common whose weights are here. Name one as base, or choose members that came from the same one.",
  );
}
