import { z } from "zod";
import { db } from "@/lib/db/client";
import type { Task } from "@/lib/db/generated/client";
import { baseFamilyOf, familyInName } from "@/lib/pool/base-family";
import { type DeclaredLine, readDeclaredData } from "@/lib/pool/declared-data";
import { source } from "@/lib/systems/schema";
import { namesTask } from "@/lib/tasks/overlap";
import type { Scorer } from "@/lib/tasks/scoring/scorer-of";
import type { Conflict } from "../schema";
import type { BoardModel, BoardSystem } from "../subjects";
import { readScorers } from "./read-scorers";

/** What flags depend on. */
type FlaggedModel = Pick<BoardModel, "id" | "name" | "hubId" | "baseModel">;
type FlaggedSystem = Pick<BoardSystem, "id" | "name" | "sources" | "memberIds">;
type KnownTask = Pick<Task, "slug" | "title" | "domain" | "taskType" | "source">;

/**
 * Flags by model or system: training data that was declared and names a task's data set, inherited from what a model was
 * adapted from and from members to systems; and a scorer that had a part in the making of what it scores, or shares its
 * base family.
 */
export async function readConflicts(
  models: ReadonlyMap<string, FlaggedModel>,
  systems: ReadonlyMap<string, FlaggedSystem>,
): Promise<Map<string, Conflict[]>> {
  const select = { slug: true, title: true, domain: true, taskType: true, source: true };
  const [declared, known] = await Promise.all([readDeclaredData(), db().task.findMany({ select, orderBy: { slug: "asc" } })]);
  const scorers = await readScorers(known);
  const scoring = (task: KnownTask) => scorers.get(task.slug) ?? [];
  const found = new Map<string, Conflict[]>();
  for (const model of models.values()) {
    found.set(
      model.id,
      known.flatMap((task) => [
        ...overlaps(task, model, declared.get(model.id) ?? []),
        ...scoring(task).flatMap((scorer) => sharedFamily(task, model, scorer)),
      ]),
    );
  }
  for (const system of systems.values()) {
    const inherited = system.memberIds.flatMap((id) => found.get(id) ?? []);
    found.set(system.id, [...known.flatMap((task) => scoring(task).flatMap((scorer) => sameSource(task, system, scorer))), ...inherited]);
  }
  return found;
}

function overlaps(task: KnownTask, model: FlaggedModel, lines: readonly DeclaredLine[]): Conflict[] {
  const line = lines.find(({ text }) => names(text, task));
  if (!line) return [];
  const whose = line.inherited ? `${model.name} was adapted from ${line.from}, which` : model.name;
  const text = `${whose} was declared to be trained on “${shorten(line.text)}”, which names the data of ${task.title}.`;
  return [{ kind: "training-data", task: task.slug, domain: task.domain, model: model.name, text }];
}

/** Reading a line costs more than remembering what it named, and boards ask for the same lines at each look. */
const read = new Map<string, boolean>();
const mostRead = 50_000;

function names(line: string, task: KnownTask): boolean {
  const key = `${task.slug}\n${task.title}\n${task.source}\n${line}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  if (read.size >= mostRead) read.clear();
  const answer = namesTask(line, task);
  read.set(key, answer);
  return answer;
}

function sharedFamily(task: KnownTask, model: FlaggedModel, scorer: Scorer): Conflict[] {
  const family = familyInName(scorer.name);
  if (!family || baseFamilyOf(model) !== family) return [];
  const text = `${model.name} and what scores ${task.title}, ${scorer.name}, are both made from ${family}.`;
  return [{ kind: "metric", task: task.slug, domain: task.domain, model: model.name, text }];
}

function sameSource(task: KnownTask, system: FlaggedSystem, scorer: Scorer): Conflict[] {
  const same = z
    .array(source)
    .parse(system.sources)
    .find((one) => one.name.toLowerCase() === scorer.name.toLowerCase());
  if (!same) return [];
  const text = `${scorer.name} had a part in the making of ${system.name} (${same.via}) and scores ${task.title}.`;
  return [{ kind: "metric", task: task.slug, domain: task.domain, model: system.name, text }];
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
