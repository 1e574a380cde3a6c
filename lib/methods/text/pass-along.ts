import type { Operations, PromptPart, Quote, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { TraceStep } from "../method";
import { askEach, baseRequest, promptRequest, quoteOf, step } from "../steps/ask";
import { graphAnswerPrompt, refinementPrompt } from "../steps/prompts";

/** Who passes its answer on to whom, by label, and who gives the final one. */
export interface MemberGraph {
  end: string;
  edges: { from: string; to: string }[];
}

/** How members speak in a graph. */
export interface PassingSettings {
  sampling: Sampling;
  /** Characters that all quoted answers of one prompt may have together. */
  quoteBudget: number;
  /** What is asked of a member that reads others: to use what they said, or to refine its own first answer with it. */
  wording: "previous-responses" | "refine";
}

/** What the end of a graph said to a question, and everybody on the way. */
export interface PassedAnswer {
  text: string;
  steps: TraceStep[];
  shortened: number;
}

/** One question that travels along one graph. */
interface Journey {
  graph: MemberGraph;
  question: PreparedQuestion;
  said: Map<string, Quote>;
  /** First answers of members that refine. */
  first: Map<string, Quote>;
  steps: TraceStep[];
  shortened: number;
  text: string;
}

/**
 * Lets questions travel along graphs, all of them side by side: whoever waits for nobody answers; whoever heard all that it waits
 * for goes next. A member that reads nobody is asked the plain question, so that all graphs and methods share its answer, and
 * others are quoted in the order of their labels, so that equal neighbourhoods share theirs.
 */
export async function passAlong(
  travels: readonly { graph: MemberGraph; question: PreparedQuestion }[],
  settings: PassingSettings,
  operations: Operations,
): Promise<PassedAnswer[]> {
  const journeys = travels.map(
    ({ graph, question }): Journey => ({ graph, question, said: new Map(), first: new Map(), steps: [], shortened: 0, text: "" }),
  );
  if (settings.wording === "refine") await answerFirst(journeys, settings, operations);
  for (let turns = journeys.flatMap(turnsOf); turns.length > 0; turns = journeys.flatMap(turnsOf)) {
    const taken = await askEach(turns, (turn) => requestOf(turn, settings), operations);
    for (const { journey, member, heard, generation } of taken) {
      journey.said.set(member, quoteOf(generation));
      journey.steps.push(step(stageOf(member, heard.length, journey.graph), member, generation));
      journey.shortened += generation.shortenedQuotes ?? 0;
      if (member === journey.graph.end) journey.text = generation.text;
    }
  }
  return journeys.map(({ text, steps, shortened }) => ({ text, steps, shortened }));
}

interface Turn {
  journey: Journey;
  member: string;
  heard: Quote[];
}

/** Those who have heard everybody that they wait for and have not spoken. */
function turnsOf(journey: Journey): Turn[] {
  const { graph, said } = journey;
  const members = [graph.end, ...graph.edges.map(({ from }) => from)];
  return members.flatMap((member) => {
    if (said.has(member)) return [];
    const before = teachersOf(graph, member);
    const heard = before.flatMap((one) => said.get(one) ?? []);
    return heard.length === before.length ? [{ journey, member, heard }] : [];
  });
}

function teachersOf({ edges }: MemberGraph, member: string): string[] {
  return edges.flatMap(({ from, to }) => (to === member ? [from] : [])).sort();
}

async function answerFirst(journeys: readonly Journey[], { sampling }: PassingSettings, operations: Operations): Promise<void> {
  const readers = journeys.flatMap((journey) =>
    [...new Set(journey.graph.edges.map(({ to }) => to))].sort().map((member) => ({ journey, member })),
  );
  const answers = await askEach(readers, ({ journey, member }) => baseRequest(member, journey.question, sampling), operations);
  for (const { journey, member, generation } of answers) {
    journey.first.set(member, quoteOf(generation));
    journey.steps.push(step("first answer", member, generation));
  }
}

function requestOf({ journey, member, heard }: Turn, { sampling, quoteBudget }: PassingSettings) {
  const { question, first, graph } = journey;
  if (heard.length === 0) return baseRequest(member, question, sampling);
  const own = first.get(member);
  const prompt: PromptPart[] = own
    ? refinementPrompt(question.prompt, own, heard)
    : graphAnswerPrompt(question.prompt, heard, member === graph.end);
  return { ...promptRequest(member, prompt, sampling), quoteBudget };
}

function stageOf(member: string, heard: number, { end }: MemberGraph): string {
  if (member === end) return "final answer";
  return heard === 0 ? "answer" : `answer after ${heard} ${heard === 1 ? "other" : "others"}`;
}
