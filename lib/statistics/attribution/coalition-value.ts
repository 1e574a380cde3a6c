/**
 * What a coalition is worth: one number, or one per question.
 * @param members numbers of its members, ascending; none for the empty coalition
 */
export type CoalitionValue = (members: readonly number[]) => number | readonly number[];

/**
 * Asks for each coalition once.
 * @returns a function from a bit mask (bit i: member i belongs) to values per question; all of equal length
 * @throws RangeError for values that are not finite, and for coalitions valued on different questions
 */
export function rememberValues(value: CoalitionValue): (mask: bigint) => Float64Array {
  const known = new Map<bigint, Float64Array>();
  let questions: number | null = null;
  return (mask) => {
    const present = known.get(mask);
    if (present) return present;
    const answer = value(membersOf(mask));
    const row = Float64Array.from(typeof answer === "number" ? [answer] : answer);
    questions ??= row.length;
    if (row.length !== questions) throw new RangeError("Every coalition must be valued on the same questions.");
    if (row.length === 0 || !row.every(Number.isFinite))
      throw new RangeError(`The coalition ${membersOf(mask).join(", ")} has no finite value.`);
    known.set(mask, row);
    return row;
  };
}

function membersOf(mask: bigint): number[] {
  const members: number[] = [];
  for (let member = 0, rest = mask; rest > 0n; member += 1, rest >>= 1n) if (rest & 1n) members.push(member);
  return members;
}
