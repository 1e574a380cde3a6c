import type { GenerateRequest, Generation, Operations, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { askEach, baseRequest, promptRequest, quoteOf, wasCut } from "../steps/ask";
import { refinementPrompt } from "../steps/prompts";

/** A member, and the models that speak for it: one answers first, the other improves answers. */
export interface Agent {
  /** Of the member. */
  label: string;
  generator: string;
  critic: string;
}

/** What somebody said in one round, and how it was asked. */
interface Turn {
  agent: Agent;
  request: GenerateRequest;
  generation: Generation;
  /** Null when unreadable. */
  reading: string | null;
}

/** All that was said to one question: a row for each round, in the order of the agents. */
export interface Debate {
  question: PreparedQuestion;
  rounds: Turn[][];
}

export interface DebateSettings {
  /** The first answers included. */
  rounds: number;
  sampling: Sampling;
  quoteBudget: number;
}

/** Everybody answers; then, round after round, everybody reads the others' latest answers and improves its own. */
export async function holdDebates(
  agents: readonly Agent[],
  questions: readonly PreparedQuestion[],
  { rounds, sampling, quoteBudget }: DebateSettings,
  operations: Operations,
): Promise<Debate[]> {
  const debates = questions.map((question): Debate => ({ question, rounds: [] }));
  for (let round = 1; round <= rounds; round += 1) {
    operations.stage(`debate, round ${round} of ${rounds}`);
    const turns = debates.flatMap((debate) => agents.map((agent, place) => ({ agent, debate, place })));
    const requested = turns.map(({ agent, debate, place }) => ({
      agent,
      question: debate.question,
      request: requestOf(agent, debate, place, { sampling, quoteBudget }),
    }));
    const answered = await askEach(requested, ({ request }) => request, operations);
    for (const [row, debate] of debates.entries()) {
      const own = answered.slice(row * agents.length, (row + 1) * agents.length);
      debate.rounds.push(
        own.map(({ agent, question, request, generation }) => ({
          agent,
          request,
          generation,
          reading: question.read(generation.text, wasCut(generation)),
        })),
      );
    }
  }
  return debates;
}

function requestOf(
  agent: Agent,
  { question, rounds }: Debate,
  place: number,
  { sampling, quoteBudget }: Pick<DebateSettings, "sampling" | "quoteBudget">,
): GenerateRequest {
  const latest = rounds.at(-1)?.map(({ generation }) => quoteOf(generation)) ?? [];
  const own = latest[place];
  if (!own) return baseRequest(agent.generator, question, sampling);
  const others = latest.filter((_, other) => other !== place);
  return { ...promptRequest(agent.critic, refinementPrompt(question.prompt, own, others), sampling), quoteBudget };
}
