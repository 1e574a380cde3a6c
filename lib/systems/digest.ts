import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** Everything that makes two systems the same system. */
export interface SystemIdentity {
  method: string;
  /** Digest of the frozen pool: members in order. */
  pool: string;
  /** SHA-256 (hex) of each member's weights, in the order of the pool: what was learned holds for these weights alone. */
  weights: readonly string[];
  /** Validated, defaults written out. */
  parameters: unknown;
  /** Digests of the dev tasks, and at most how many questions of each; null means all. */
  devTasks: readonly string[];
  devPerTask: number | null;
  /** What decides which answers count as equal, where the method compares answers; null or absent where it does not. */
  reader?: string | null;
  /** Models that give the scores which it learns from; absent where the answers' texts alone do. */
  scorers?: readonly string[];
}

/** The reader of the systems that were made before it was a part of them; named by its absence, so that they stay the same. */
const firstReader = "strict/5";

/** SHA-256 (hex) over the canonical JSON (RFC 8785) of the identity. The order of dev tasks and scorers means nothing. */
export function digestOf(identity: SystemIdentity): string {
  const { devTasks, scorers = [], reader = null, ...others } = identity;
  const sorted = { devTasks: [...devTasks].sort(), ...(scorers.length > 0 && { scorers: [...scorers].sort() }) };
  const text = canonicalize({ version: 1, ...others, ...sorted, ...(reader !== null && reader !== firstReader && { reader }) });
  if (text === undefined) throw new Error("A system's parameters must be JSON.");
  return createHash("sha256").update(text).digest("hex");
}
