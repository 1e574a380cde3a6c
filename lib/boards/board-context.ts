import type { Facts } from "./facts/facts";
import { type Choices, readChoices } from "./facts/read-choices";
import { readFacts } from "./facts/read-facts";
import { readConflicts } from "./flags/read-conflicts";
import type { BoardSplit, Conflict } from "./schema";
import { type Scope, scopesOf } from "./scopes/scopes";
import { type BoardModel, type BoardSystem, readBoardModels, readBoardSystems } from "./subjects";

/** Everything that a board is computed from. Who may be seen is read each time, answers only after a run moved. */
export interface BoardContext {
  split: BoardSplit;
  facts: Facts;
  /** Facts of the dev split, on which baselines are chosen. */
  dev: Facts;
  scopes: Scope[];
  models: Map<string, BoardModel>;
  systems: Map<string, BoardSystem>;
  /** Flags by model or system. */
  conflicts: Map<string, Conflict[]>;
  choices: Choices;
}

export async function readBoardContext(split: BoardSplit): Promise<BoardContext> {
  const [facts, dev, models, systems] = await Promise.all([readFacts(split), readFacts("dev"), readBoardModels(), readBoardSystems()]);
  const [conflicts, choices] = await Promise.all([readConflicts(models, systems), readChoices(split, facts, systems)]);
  return { split, facts, dev, scopes: scopesOf(facts), models, systems, conflicts, choices };
}

const memos = new WeakMap<object, Map<string, unknown>>();

/**
 * Computes once for as long as the owner is the same object: the facts of a split until any run moves, the answers of a run
 * until that one does. `key` must name everything else that `compute` depends on.
 */
export function rememberFor<T>(owner: object, key: string, compute: () => T): T {
  const memo = memos.get(owner) ?? new Map<string, unknown>();
  memos.set(owner, memo);
  if (!memo.has(key)) memo.set(key, compute());
  return memo.get(key) as T;
}
