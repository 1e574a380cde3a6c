import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { listNotImported } from "@/lib/tasks/declared-queries";
import { readBoardContext } from "./board-context";
import type { AnyRow, Column, ModelRow, SystemRow } from "./column";
import { type ModelKey, modelColumns, type SystemKey, systemColumns } from "./columns";
import type { TaskFact } from "./facts/facts";
import { countImported, type ImportedResults, readImported } from "./facts/read-imported";
import { type BoardProgress, readProgress } from "./facts/read-progress";
import { filterByText, sortRows } from "./rows/arrange-rows";
import { type Strengths, strengths } from "./rows/compositional-strength";
import { type Headline, headlineOf } from "./rows/headline";
import { modelRows } from "./rows/model-rows";
import { type ScalingCurve, scalingCurves } from "./rows/scaling";
import { systemRows } from "./rows/system-rows";
import { type BoardView, boardView, type Hidden, type ModelStanding, type PartColumn, type SystemStanding } from "./schema";
import { resolveScope } from "./scopes/resolve-scope";
import { partsOf, type Scope, titleOfScope } from "./scopes/scopes";
import { type ShownColumn, shownColumns, withParts } from "./shown-columns";
import { countFlagged, withoutFlagged } from "./without-flagged";

/** One board as a reader chose to see it. */
export interface Board<Row, Key extends string> {
  /** Every column that it has. */
  offered: readonly Column<Row, Key>[];
  columns: readonly ShownColumn<Row, Key>[];
  rows: Row[];
  hidden: Hidden[];
  /** Rows that the reader's own filters left out. */
  filtered: number;
}

export interface Boards {
  headline: Headline;
  progress: BoardProgress | null;
  /** Tasks that come with the portal and are outside the means, because this installation has run its own. */
  examplesApart: number;
  /** What a board without a row needs first. */
  beginnings: { tasks: number; models: number };
  /** Tasks of the paper that nobody has imported. */
  notImported: number;
  /** Results of other programs, apart from both boards; only their number until a reader asks for them. */
  imported: ImportedResults | number;
  /** Scores of visible models and systems that carry a flag, and the tasks that they are on. */
  flagged: { scores: number; tasks: number };
  scaling: ScalingCurve[];
  strengths: Strengths[];
  scope: Pick<Scope, "kind" | "key"> & { title: string };
  models: Board<ModelRow, ModelKey>;
  systems: Board<SystemRow, SystemKey>;
  /** Everyone in the scope, whatever the filters say; for drawings. */
  everyone: { models: ModelStanding[]; systems: SystemStanding[] };
  /** What the filters may choose from. */
  choices: { tasks: { slug: string; title: string; domain: string }[]; methods: { id: string; name: string }[] };
}

/**
 * Both boards as a reader chose to see them.
 * @throws AppError INVALID_INPUT when the view names a task, domain or column that does not exist
 */
export async function readBoards(actor: Actor, view: BoardView): Promise<Boards> {
  requirePermission(actor, "leaderboard:read");
  const [whole, progress, notImported, imported] = await Promise.all([
    readBoardContext(view.split),
    readProgress(),
    listNotImported(),
    view.imported === "show" ? readImported(actor) : countImported(),
  ]);
  const context = view.flagged === "without" ? withoutFlagged(whole) : whole;
  const scope = resolveScope(context.scopes, view);
  const parts = partsOf(scope, context.scopes).map((part) => ({ key: part.key, title: titleOfScope(part) }));
  const everything = resolveScope(context.scopes, {});
  const rowsIn = (wanted: Scope) => ({ models: modelRows(context, wanted), systems: systemRows(context, wanted) });
  const { models, systems } = rowsIn(scope);
  const overall = scope === everything ? { models, systems } : rowsIn(everything);
  const foundModels = filterByText(models.rows, view.q);
  const foundSystems = filterByText(systems.rows, view.q).filter((row) => !view.method || row.method === view.method);
  return {
    headline: headlineOf(overall.models.rows, overall.systems.rows),
    progress,
    examplesApart: examplesApart(context.facts.tasks, everything),
    beginnings: {
      tasks: context.facts.tasks.length,
      models: [...context.models.values()].filter(({ state }) => state === "runnable").length,
    },
    notImported: notImported.length,
    imported,
    flagged: countFlagged(whole),
    scaling: scalingCurves(context, scope),
    strengths: strengths(context, scope),
    everyone: { models: models.rows, systems: systems.rows },
    scope: { kind: scope.kind, key: scope.key, title: titleOfScope(scope) },
    models: arrange(models, foundModels, { offered: modelColumns, parts, chosen: view.modelColumns, sort: view.modelSort }),
    systems: arrange(systems, foundSystems, { offered: systemColumns, parts, chosen: view.systemColumns, sort: view.systemSort }),
    choices: { tasks: context.facts.tasks.map(({ slug, title, domain }) => ({ slug, title, domain })), methods: methodsOf(systems.rows) },
  };
}

function examplesApart(tasks: readonly TaskFact[], everything: Scope): number {
  return everything.tasks.some(({ example }) => !example) ? tasks.filter(({ example }) => example).length : 0;
}

interface Wish<Row, Key extends string> {
  offered: readonly Column<Row, Key>[];
  parts: readonly PartColumn[];
  chosen: readonly string[] | undefined;
  sort: string;
}

function arrange<Row extends AnyRow, Key extends string>(
  { rows, hidden }: { rows: readonly Row[]; hidden: Hidden[] },
  found: readonly Row[],
  { offered, parts, chosen, sort }: Wish<Row, Key>,
): Board<Row, Key> {
  refuseUnknown(offered, chosen);
  const columns = withParts(offered, parts);
  return {
    offered,
    columns: shownColumns(columns, chosen),
    rows: sortRows(found, sort, columns),
    hidden,
    filtered: rows.length - found.length,
  };
}

function refuseUnknown(offered: readonly { key: string }[], chosen: readonly string[] = []): void {
  const keys = offered.map(({ key }) => key);
  const unknown = chosen.filter((name) => name !== "" && !keys.includes(name));
  if (unknown.length === 0) return;
  const problems = unknown.map((name) => ({ field: "columns", message: `"${name}" is not a column` }));
  throw new AppError(
    "INVALID_INPUT",
    `There is no column ${unknown.map((name) => `"${name}"`).join(", ")}. Choose from: ${keys.join(", ")}.`,
    problems,
  );
}

function methodsOf(rows: readonly SystemStanding[]): { id: string; name: string }[] {
  const names = new Map(rows.map((row) => [row.method, row.methodName]));
  return [...names].map(([id, name]) => ({ id, name })).toSorted((one, other) => one.name.localeCompare(other.name));
}

/**
 * The same from an address as it came. What cannot be understood is named and the usual view is shown, so that an old or
 * mistyped link still leads somewhere.
 */
export async function readBoardsOrExplain(
  actor: Actor,
  parameters: Record<string, string | string[] | undefined>,
): Promise<{ boards: Boards; view: BoardView; problems: string[] }> {
  const parsed = boardView.safeParse(parameters);
  const usual = boardView.parse({});
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    return { boards: await readBoards(actor, usual), view: usual, problems };
  }
  try {
    return { boards: await readBoards(actor, parsed.data), view: parsed.data, problems: [] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INVALID_INPUT") throw error;
    return { boards: await readBoards(actor, usual), view: usual, problems: [error.message] };
  }
}
