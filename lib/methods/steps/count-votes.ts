/** What several voters said alike. */
interface Vote<Voter> {
  reading: string;
  voters: [Voter, ...Voter[]];
}

/**
 * Counts together what was read alike. What could not be read does not vote.
 * @returns all votes in the order in which they were first said, and among them those with the most voters
 */
export function countVotes<Voter extends { reading: string | null }>(
  voters: readonly Voter[],
): { votes: Vote<Voter>[]; leaders: Vote<Voter>[] } {
  const votes = [...Map.groupBy(voters, ({ reading }) => reading)].flatMap(([reading, [first, ...others]]): Vote<Voter>[] =>
    reading === null || !first ? [] : [{ reading, voters: [first, ...others] }],
  );
  const most = Math.max(0, ...votes.map((vote) => vote.voters.length));
  return { votes, leaders: votes.filter((vote) => vote.voters.length === most) };
}

/** Which rule finds the answer where so many readings lead, and the voters stand in the order of what they are worth on dev. */
export function votingRule(leaders: number): string {
  if (leaders === 0) return "nobody readable, best on practice questions";
  return leaders === 1 ? "most votes" : "tie, best on practice questions among the tied";
}
