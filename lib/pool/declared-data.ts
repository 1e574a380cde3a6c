import { db } from "@/lib/db/client";

/** One line of what a model, or one that it was adapted from, was declared to be trained on. */
export interface DeclaredLine {
  text: string;
  /** Name of the model that the line was declared for. */
  from: string;
  /** Whether that is a model that it was adapted from. */
  inherited: boolean;
}

interface Row {
  id: string;
  name: string;
  hubId: string;
  baseModel: string | null;
  trainingData: string | null;
}

/** What every model was declared to be trained on, its ancestors' data included. Models without a declaration have no entry. */
export async function readDeclaredData(): Promise<Map<string, DeclaredLine[]>> {
  const rows = await db().model.findMany({
    select: { id: true, name: true, hubId: true, baseModel: true, trainingData: true, submission: { select: { trainingData: true } } },
  });
  return inheritData(
    rows.map(({ submission, ...row }) => ({ ...row, trainingData: row.trainingData ?? submission?.trainingData ?? null })),
  );
}

/** Follows `baseModel` from model to model as far as they are known here. */
export function inheritData(rows: readonly Row[]): Map<string, DeclaredLine[]> {
  const byHubId = Map.groupBy(rows, (row) => row.hubId.toLowerCase());
  const found = new Map<string, DeclaredLine[]>();
  for (const row of rows) {
    const lines = lineage(row, byHubId).flatMap((ancestor) =>
      linesOf(ancestor.trainingData).map((text) => ({ text, from: ancestor.name, inherited: ancestor.id !== row.id })),
    );
    if (lines.length > 0) found.set(row.id, lines);
  }
  return found;
}

/** A model and those that it was adapted from; a circle of declarations ends where it closes. */
function lineage(row: Row, byHubId: ReadonlyMap<string, readonly Row[]>): Row[] {
  const found = [row];
  for (const one of found) {
    const parents = one.baseModel === null ? [] : (byHubId.get(one.baseModel.trim().toLowerCase()) ?? []);
    found.push(...parents.filter((parent) => !found.includes(parent)));
  }
  return found;
}

function linesOf(text: string | null): string[] {
  return (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
