import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { meanOverTasks } from "../steps/mean-over-tasks";
import { shareOf } from "../steps/share-of";
import { type Restart, type SwarmSettings, searchWithSwarm } from "../steps/swarm-search";
import { drawGraph } from "./draw-graph";
import { type MemberGraph, type PassingSettings, passAlong } from "./pass-along";

/** A graph by the labels of its members, and how good it proved. */
export const foundGraph = z.object({
  end: z.string(),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Mean over tasks of the scores of all dev questions that it answered, 0 to 1, and how many questions these were. */
  score: z.number(),
  n: z.int(),
});
type FoundGraph = z.infer<typeof foundGraph>;

interface SearchSettings extends Omit<SwarmSettings, "patience"> {
  particles: number;
  /** Share of dev on which graphs are compared. */
  devShare: number;
  threshold: number;
  /** Graphs that are compared once more on other dev questions. */
  finalists: number;
  passing: PassingSettings;
}

/** Scores of one graph, question by question. */
interface Tried {
  graph: MemberGraph;
  scores: { taskId: string; score: number }[];
}

/** A particle that is not better than in its last two evaluations goes back to its best, with a new direction, and waits. MoCo 1.0.0. */
const restart: Restart = {
  isStuck: (scores) => scores.length >= 4 && (scores.at(-1) ?? 0) <= Math.max(...scores.slice(-3, -1)),
  velocity: (dimensions, random) => anywhere(dimensions, random),
  moves: false,
};

/**
 * Searches for the graph along which answers should travel. A particle is a matrix of wishes, a graph is drawn from it, and the
 * graph that did best is kept as it is: drawn again, the same matrix would give another one.
 * @param labels of the members, sorted
 */
export async function searchGraph(
  labels: readonly string[],
  dev: readonly PreparedQuestion[],
  settings: SearchSettings,
  operations: Operations,
): Promise<FoundGraph> {
  const mixed = operations.random("questions that compare graphs").shuffle(dev);
  const size = Math.max(1, Math.floor(mixed.length * settings.devShare));
  const [compared, fresh] = [mixed.slice(0, size), mixed.slice(size, 2 * size)];
  const random = operations.random("swarm of graphs");
  const start = Array.from({ length: settings.particles }, () => ({
    position: anywhere(labels.length ** 2, random),
    velocity: anywhere(labels.length ** 2, random),
  }));
  const tried = new Map<string, Tried>();
  const patience = settings.iterations;
  await searchWithSwarm(start, { ...settings, patience }, restart, random, async (positions, iteration) => {
    operations.stage(`graphs, iteration ${iteration} of ${settings.iterations}`);
    const graphs = positions.map((matrix) => named(drawGraph(matrix, labels.length, settings.threshold, random), labels));
    const results = await tryGraphs(graphs, compared, settings, operations);
    for (const one of results) tried.set(JSON.stringify(one.graph), one);
    return results.map(({ graph, scores }) => ({ score: meanOverTasks(scores), found: graph }));
  });
  const finalists = best(tried.values()).slice(0, settings.finalists);
  operations.stage("finalists");
  const again = await tryGraphs(
    finalists.map(({ graph }) => graph),
    fresh,
    settings,
    operations,
  );
  const both = finalists.map(({ graph, scores }, place) => ({ graph, scores: [...scores, ...(again[place]?.scores ?? [])] }));
  const [winner] = best(both);
  if (!winner) throw new Error("A swarm that looked at graphs found none.");
  return { ...winner.graph, score: meanOverTasks(winner.scores), n: winner.scores.length };
}

async function tryGraphs(
  graphs: readonly MemberGraph[],
  questions: readonly PreparedQuestion[],
  { passing }: SearchSettings,
  operations: Operations,
): Promise<Tried[]> {
  const travels = graphs.flatMap((graph) => questions.map((question) => ({ graph, question })));
  const answers = await passAlong(travels, passing, operations);
  const scores = await Promise.all(
    travels.map(async ({ question }, place) => ({
      taskId: question.taskId,
      score: await shareOf(question, answers[place]?.text ?? ""),
    })),
  );
  return graphs.map((graph, place) => ({ graph, scores: scores.slice(place * questions.length, (place + 1) * questions.length) }));
}

/** Best first; equal ones keep their order. */
function best(tried: Iterable<Tried>): Tried[] {
  return [...tried].sort((one, other) => meanOverTasks(other.scores) - meanOverTasks(one.scores));
}

function named({ end, edges }: ReturnType<typeof drawGraph>, labels: readonly string[]): MemberGraph {
  const label = (place: number) => labels[place] ?? "";
  const passes = edges.map(({ from, to }) => ({ from: label(from), to: label(to) }));
  return { end: label(end), edges: passes.sort((one, other) => (one.from < other.from ? -1 : 1)) };
}

function anywhere(dimensions: number, random: { next(): number }): number[] {
  return Array.from({ length: dimensions }, () => 2 * random.next() - 1);
}
