import { z } from "zod";
import type { Generation } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { askEach, baseAnswers, promptRequest, step } from "./ask";
import { decoding, samplingOf } from "./decoding";
import { byRank, type DevRanking, devRanking, rankOnDev } from "./dev-ranking";
import type { Member, Method, TraceStep } from "./method";
import { refinementPrompt, summaryPrompt } from "./prompts";
import { quoteAnswers } from "./quote-answers";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  /** Refinements after the first answer. */
  rounds: z.int().min(0).max(8).default(2),
  /** Characters that all quoted answers of one prompt may have together; longer ones are cut evenly, which the trace says. */
  quoteBudget: z.int().min(200).max(1_000_000).default(64_000),
});

/** Where the discussion of one question stands: everybody's latest answer, in the order of the members' labels. */
interface Discussion {
  question: PreparedQuestion;
  said: { member: Member; generation: Generation }[];
  steps: TraceStep[];
  shortened: number;
}

/** Everybody answers, reads the others, improves the own answer; the member that is best on dev writes the final one. */
export const multiAgentRefine: Method<z.infer<typeof parameters>, DevRanking> = {
  id: "multi-agent-refine",
  name: "Multi-Agent Refine",
  level: "text",
  summary: "Every model answers, improves its answer with those of the others, and the best model writes the final one.",
  paper: {
    title: "Improving Factuality and Reasoning in Language Models through Multiagent Debate",
    url: "https://arxiv.org/abs/2305.14325",
  },
  scopes: ["S1_run"],
  parameters,
  learned: devRanking,

  prepare: (pool, dev, settings, operations) => rankOnDev(pool, dev, settings.decoding, operations),

  async answer(pool, learned, questions, settings, operations) {
    const [summariser] = byRank(pool, learned);
    const sampling = samplingOf(settings.decoding);
    const { rounds, quoteBudget } = settings;
    // Equal pools in another order must send equal prompts, so everybody is listed by label.
    const members = pool.toSorted((one, other) => (one.label < other.label ? -1 : 1));
    operations.stage("first answers");
    const firstAnswers = await baseAnswers(members, questions, sampling, operations);
    let discussions = questions.map((question, place) => opened(question, firstAnswers[place] ?? []));
    for (let round = 1; round <= rounds; round += 1) {
      operations.stage(`refinement ${round} of ${rounds}`);
      const turns = discussions.flatMap((discussion) => discussion.said.map(({ member }) => turnOf(discussion, member, quoteBudget)));
      const refined = await askEach(turns, ({ member, prompt }) => promptRequest(member.label, prompt, sampling), operations);
      const size = members.length;
      discussions = discussions.map((discussion, place) =>
        continued(discussion, refined.slice(place * size, (place + 1) * size), `refinement ${round}`),
      );
    }
    operations.stage("summary");
    const closing = discussions.map((discussion) => ({ discussion, ...quoteAnswers(textsOf(discussion), quoteBudget) }));
    const summaries = await askEach(
      closing,
      ({ discussion, texts }) => promptRequest(summariser.label, summaryPrompt(discussion.question.prompt, texts), sampling),
      operations,
    );
    return summaries.map(({ discussion, shortened, generation }) => ({
      text: generation.text,
      trace: {
        steps: [...discussion.steps, step("summary", summariser.label, generation)],
        decision: { summariser: summariser.label, rounds, shortened: discussion.shortened + shortened },
      },
    }));
  },
};

function opened(question: PreparedQuestion, said: Discussion["said"]): Discussion {
  const steps = said.map(({ member, generation }) => step("first answer", member.label, generation));
  return { question, said, steps, shortened: 0 };
}

function textsOf({ said }: Discussion): string[] {
  return said.map(({ generation }) => generation.text);
}

/** A member's turn: its prompt holds its own latest answer and those of all others. */
function turnOf(discussion: Discussion, member: Member, quoteBudget: number) {
  const { texts, shortened } = quoteAnswers(textsOf(discussion), quoteBudget);
  const place = discussion.said.findIndex((one) => one.member === member);
  const others = texts.filter((_, other) => other !== place);
  return { member, prompt: refinementPrompt(discussion.question.prompt, texts[place] ?? "", others), shortened };
}

function continued(
  discussion: Discussion,
  turns: readonly { member: Member; generation: Generation; shortened: number }[],
  stage: string,
): Discussion {
  return {
    question: discussion.question,
    said: turns.map(({ member, generation }) => ({ member, generation })),
    steps: [...discussion.steps, ...turns.map(({ member, generation }) => step(stage, member.label, generation))],
    shortened: discussion.shortened + turns.reduce((sum, turn) => sum + turn.shortened, 0),
  };
}
