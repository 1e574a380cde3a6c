import { expect } from "vitest";
import { db } from "@/lib/db/client";
import { isTerminal, mayMove, type RunState } from "@/lib/runs/states";
import { digestIn, textOf } from "@/lib/serving/testing/mock-text";
import { report } from "./report";
import { CHARACTERS, type World } from "./world";

/** What a trial did, beyond what the world knows. */
export interface Trial {
  kind: string;
  runs: readonly number[];
  /** Digests of the texts that were in the memo when the damage was done: none of them may be asked for again. */
  remembered: ReadonlySet<string>;
  /** How many requests the model servers had received by then. */
  sentBefore: number;
  /** How the runs must have ended; "done" unless said. */
  end?: RunState;
  /** Seconds from the damage until somebody went on; for the report. */
  resumedAfter?: number;
}

/** Texts in the memo, as the model servers know them, and how many requests those have received. */
export async function remember(world: World): Promise<Pick<Trial, "remembered" | "sentBefore">> {
  const texts = await db().generation.findMany({ select: { text: true } });
  return { remembered: new Set(texts.flatMap(({ text }) => digestIn(text) ?? [])), sentBefore: sent(world).length };
}

const sent = (world: World) => world.mocks.flatMap(({ log }) => log);

/**
 * What must hold after any damage, once all runs have ended:
 * no acknowledged generation is lost, none is stored twice or wrongly, nothing that was stored is asked for again, each
 * question of each run has one result which says what was generated, and every run has ended by legal moves.
 */
export async function checkInvariants(world: World, trial: Trial): Promise<void> {
  // Before the table is read: answers that are on their way when a run fails are stored and acknowledged after its end.
  const acknowledged = new Set(world.workers.flatMap((worker) => worker.acknowledged()));
  const memo = await checkMemo(world);
  const lost = [...acknowledged].filter((key) => !memo.has(key));
  expect(lost, "acknowledged generations that are not in the table").toEqual([]);
  const requests = sent(world).slice(world.mocks.length === 1 ? trial.sentBefore : 0);
  const again = world.mocks.length === 1 ? requests.filter(({ digest }) => trial.remembered.has(digest)) : [];
  expect(again, "requests whose answer was in the memo").toEqual([]);
  let results = 0;
  for (const number of trial.runs) results += await checkRun(world, number, memo, trial.end ?? "done");
  const first = new Set(
    sent(world)
      .slice(0, trial.sentBefore)
      .map(({ digest }) => digest),
  );
  const repeated = sent(world)
    .slice(trial.sentBefore)
    .filter(({ digest }) => first.has(digest)).length;
  report({
    kind: trial.kind,
    runs: trial.runs.length,
    acknowledged: world.countNew(acknowledged.size),
    lost: lost.length,
    results,
    askedAgain: again.length,
    repeated,
    resumedAfter: trial.resumedAfter ?? null,
  });
}

/** Each stored text is the whole and true answer of its model to one request that was sent. @returns texts by key */
async function checkMemo(world: World): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ key: string; slug: string; text: string }[]>`
    SELECT encode(g.key, 'hex') AS key, m.slug, g.text FROM "Generation" g JOIN "Model" m ON m.id = g."modelId"`;
  const asked = new Set(sent(world).map(({ model, digest }) => `${model} ${digest}`));
  const wrong = rows.filter(({ slug, text }) => {
    const digest = digestIn(text);
    return digest === null || text !== textOf(digest, CHARACTERS) || !asked.has(`${slug} ${digest}`);
  });
  expect(wrong, "stored texts that no model gave").toEqual([]);
  expect(new Set(rows.map(({ text }) => text)).size, "texts stored under two keys").toBe(rows.length);
  return new Map(rows.map(({ key, text }) => [key, text]));
}

/** @returns how many results the run has */
async function checkRun(world: World, number: number, memo: ReadonlyMap<string, string>, end: RunState): Promise<number> {
  const run = await db().run.findUniqueOrThrow({
    where: { number },
    include: { results: true, events: { orderBy: { id: "asc" } } },
  });
  expect(isTerminal(run.state), `run ${number} is ${run.state}`).toBe(true);
  const { state, failureMessage, leaseOwner, questionsDone } = run;
  expect({ state, failed: failureMessage !== null, leaseOwner }, failureMessage ?? `run ${number}`).toEqual({
    state: end,
    failed: end === "failed",
    leaseOwner: null,
  });
  expect(run.results.length, `results of run ${number}`).toBe(end === "done" ? world.questions : questionsDone);
  for (const { answer, trace } of run.results) {
    const steps = stepsOf(trace);
    const strange = steps.filter(({ generation, text }) => memo.get(generation) !== text);
    expect(strange, `steps of run ${number} whose text is not what is stored`).toEqual([]);
    expect(
      steps.some(({ text }) => text === answer),
      `an answer of run ${number} that nobody gave`,
    ).toBe(true);
  }
  const illegal = run.events.filter(({ from, to }) => from !== null && !mayMove(from, to));
  expect(illegal, `illegal moves of run ${number}`).toEqual([]);
  expect(run.events.filter(({ to }) => isTerminal(to)).length, `ends of run ${number}`).toBe(1);
  const epochs = run.events.flatMap(({ why, data }) => (why.startsWith("taken ") ? epochOf(data) : []));
  expect(epochs.length, `leases of run ${number}`).toBeGreaterThan(0);
  expect(
    epochs.every((epoch, place) => place === 0 || epoch > (epochs[place - 1] ?? 0)),
    `epochs of run ${number}: ${epochs}`,
  ).toBe(true);
  return run.results.length;
}

function stepsOf(trace: unknown): { text: string; generation: string }[] {
  return (trace as { steps: { text: string; generation: string }[] }).steps;
}

function epochOf(data: unknown): number[] {
  const { epoch } = data as { epoch?: number };
  return epoch === undefined ? [] : [epoch];
}
