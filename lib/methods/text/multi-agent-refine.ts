import { z } from "zod";
import type { Quote } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Member, Method, TraceStep } from "../method";
import { type Answered, askEach, baseAnswers, promptRequest, quoteOf, step } from "../steps/ask";
import { byLabel } from "../steps/by-label";
import { decoding, samplingOf } from "../steps/decoding";
import { byRank, type DevRanking, ranksOnDev } from "../steps/dev-ranking";
import { refinementPrompt, summaryPrompt } from "../steps/prompts";
import { quoteBudget } from "../steps/quote-budget";
import { tellDecision } from "../steps/tell-decision";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  rounds: z.int().min(0).max(8).default(2).meta({
    description: "Refinements after the first answer.",
    unit: "rounds",
    source: "MoCo 1.0.0, whose three rounds count the first answer; the paper says a few",
  }),
  quoteBudget,
});

/** What somebody said last, ready to be quoted. */
interface Said {
  member: Member;
  quote: Quote;
}

/** Where the discussion of one question stands: everybody's latest answer, in the order of the members' labels. */
interface Discussion {
  question: PreparedQuestion;
  said: Said[];
  steps: TraceStep[];
  shortened: number;
}

/** Everybody answers, reads the others, improves the own answer; the member that is best on dev writes the final one. */
export const multiAgentRefine: Method<z.infer<typeof parameters>, DevRanking> = {
  id: "multi-agent-refine",
  name: "Multi-Agent Refine",
  level: "text",
  paper: {
    title: "Improving Factuality and Reasoning in Language Models through Multiagent Debate",
    url: "https://arxiv.org/abs/2305.14325",
  },
  summary: "Every model answers, improves its answer with those of the others, and the best model writes the final one.",
  how: "Every member answers. Then each reads the answers of the others and refines its own, for some rounds. A summariser writes the final answer from all of them.",
  learns: "Which member is the best on the development questions; that one becomes the summariser.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 1 },
  helpers: [],
  moco: { suffix: "multiagent_refine" },
  parameters,
  ...ranksOnDev,

  async answer(pool, learned, questions, settings, operations) {
    const [summariser] = byRank(pool, learned);
    const sampling = samplingOf(settings.decoding);
    const { rounds, quoteBudget: budget } = settings;
    // Equal pools in another order must send equal prompts, so everybody is listed by label.
    const members = byLabel(pool);
    operations.stage("first answers");
    const firstAnswers = await baseAnswers(members, questions, sampling, operations);
    let discussions = questions.map((question, place) =>
      continued({ question, said: [], steps: [], shortened: 0 }, firstAnswers[place] ?? [], "first answer"),
    );
    for (let round = 1; round <= rounds; round += 1) {
      operations.stage(`refinement ${round} of ${rounds}`);
      const turns = discussions.flatMap(turnsOf);
      const refined = await askEach(
        turns,
        ({ member, prompt }) => ({ ...promptRequest(member.label, prompt, sampling), quoteBudget: budget }),
        operations,
      );
      const size = members.length;
      discussions = discussions.map((discussion, place) =>
        continued(discussion, refined.slice(place * size, (place + 1) * size), `refinement ${round}`),
      );
    }
    operations.stage("summary");
    const summaries = await askEach(
      discussions.map((discussion) => ({ discussion })),
      ({ discussion: { question, said } }) => {
        const quotes = said.map(({ quote }) => quote);
        return { ...promptRequest(summariser.label, summaryPrompt(question.prompt, quotes), sampling), quoteBudget: budget };
      },
      operations,
    );
    return summaries.map(({ discussion, generation }) => ({
      text: generation.text,
      trace: {
        steps: [...discussion.steps, step("summary", summariser.label, generation)],
        decision: { summariser: summariser.label, rounds, shortened: discussion.shortened + (generation.shortenedQuotes ?? 0) },
      },
    }));
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      rounds: "Rounds of refinement",
      summariser: "Final answer written by",
      shortened: "Answers shortened to fit",
    }),
};

/** Each member's turn: its prompt holds its own latest answer and those of all others. */
function turnsOf({ question, said }: Discussion) {
  return said.map(({ member, quote }) => {
    const others = said.filter((one) => one.member !== member).map((one) => one.quote);
    return { member, prompt: refinementPrompt(question.prompt, quote, others) };
  });
}

function continued(discussion: Discussion, turns: readonly Answered<{ member: Member }>[], stage: string): Discussion {
  return {
    question: discussion.question,
    said: turns.map(({ member, generation }) => ({ member, quote: quoteOf(generation) })),
    steps: [...discussion.steps, ...turns.map(({ member, generation }) => step(stage, member.label, generation))],
    shortened: discussion.shortened + turns.reduce((sum, { generation }) => sum + (generation.shortenedQuotes ?? 0), 0),
  };
}
