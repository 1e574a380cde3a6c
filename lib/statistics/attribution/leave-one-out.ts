import { type CoalitionValue, rememberValues } from "./coalition-value";
import { type MemberShare, memberShare } from "./member-share";

/**
 * What all members together lose when one leaves. Of two members that do the same it credits neither, because the other
 * remains: show `shapley` beside it.
 * @param members how many, at least 1
 * @param value of a coalition; a row with one number per question gives errors over questions
 * @throws RangeError for no members, and for values that are not finite or on different questions
 * Source: the compositional strength of arXiv 2606.07812, section 5.
 */
export function leaveOneOut(members: number, value: CoalitionValue): MemberShare[] {
  if (!(Number.isInteger(members) && members >= 1)) throw new RangeError(`${members} members cannot lose anybody.`);
  const worthOf = rememberValues(value);
  const all = (1n << BigInt(members)) - 1n;
  return Array.from({ length: members }, (_, member) => {
    const without = worthOf(all & ~(1n << BigInt(member)));
    return memberShare(
      member,
      worthOf(all).map((together, place) => together - (without[place] ?? 0)),
      0,
    );
  });
}
