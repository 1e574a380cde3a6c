import { z } from "zod";
import type { Answer, Method } from "../method";
import { type Answered, baseAnswers, type MemberQuestion, step, wasCut } from "../steps/ask";
import { countVotes, votingRule } from "../steps/count-votes";
import { decoding, samplingOf } from "../steps/decoding";
import { byRank, type DevRanking, ranksOnDev } from "../steps/dev-ranking";
import { tellDecision } from "../steps/tell-decision";

const parameters = z.strictObject({ decoding: decoding.prefault({}) });

type Ballot = Answered<MemberQuestion>;

/** Every member answers once; the reading that most of them share wins. */
export const majorityVote: Method<z.infer<typeof parameters>, DevRanking> = {
  id: "majority-vote",
  name: "Majority vote",
  level: "baseline",
  paper: { title: "Self-Consistency Improves Chain of Thought Reasoning in Language Models", url: "https://arxiv.org/abs/2203.11171" },
  summary: "Every model answers once, and the answer that most of them give wins; ties go to the model that is best on practice questions.",
  how: "Every member answers. Answers that mean the same are counted together, and the largest count wins.",
  learns: "The order of the members on the development questions, which decides ties.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 1, comparesAnswers: true },
  helpers: [],
  moco: { suffix: "majority_vote" },
  parameters,
  ...ranksOnDev,

  async answer(pool, learned, questions, settings, operations) {
    const ranked = byRank(pool, learned);
    operations.stage("answers");
    const rows = await baseAnswers(ranked, questions, samplingOf(settings.decoding), operations);
    return rows.map(elect);
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      rule: "Rule",
      votes: "Votes",
      unreadable: "Not readable, no vote",
      reading: "Read as",
      chosen: "Answer taken from",
    }),
};

/**
 * Counts one question's ballots. Ballots come best on dev first, so the first reading with the most votes is also
 * the one that wins a tie, and the text of its first voter is the answer. Unreadable answers do not vote.
 */
function elect(ballots: readonly Ballot[]): Answer {
  const readings = ballots.map((ballot) => ({ ballot, reading: ballot.question.read(ballot.generation.text, wasCut(ballot.generation)) }));
  const { votes, leaders } = countVotes(readings);
  const chosen = leaders[0]?.voters[0].ballot ?? ballots[0];
  if (!chosen) throw new Error("Nobody was asked.");
  return {
    text: chosen.generation.text,
    trace: {
      steps: ballots.map(({ member, generation }) => step("answer", member.label, generation)),
      decision: {
        chosen: chosen.member.label,
        rule: votingRule(leaders.length),
        reading: leaders[0]?.reading ?? null,
        votes: votes.map(({ reading, voters }) => ({ reading, voters: voters.map(({ ballot }) => ballot.member.label) })),
        unreadable: readings.filter(({ reading }) => reading === null).map(({ ballot }) => ballot.member.label),
      },
    },
  };
}
