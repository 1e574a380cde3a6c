/** Words with which a server refuses a field or its value, rather than telling of a fault of its own. */
const refuses =
  /unexpected|unknown|unrecogni[sz]ed|unsupported|not (?:supported|allowed|permitted|implemented)|extra|invalid|validation|must be|should be|greater than|less than|at least|at most|only|does not|cannot|can't/i;

/** Of the fields that were sent, those that a refusal names. */
export function namedFields(reason: string, sent: Iterable<string>): string[] {
  if (!refuses.test(reason)) return [];
  const named = new Set(reason.match(/[A-Za-z_][A-Za-z0-9_]*/g));
  return [...sent].filter((name) => named.has(name));
}
