import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { readBoardModels, readBoardSystems, whySystemHidden } from "@/lib/boards/subjects";
import { isGone, type WhyHidden, whyTextsKept, whyWeightsKept } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { DerivedKind, Inheritance } from "@/lib/db/generated/enums";
import { notFound } from "@/lib/errors";
import { findDerived } from "@/lib/operations/derived/derived-rows";
import { derivedLabelsIn } from "@/lib/operations/derived/describe-derived";
import { isDerivedLabel } from "@/lib/operations/derived/label";
import { labelOf } from "@/lib/pool/label";
import { describeRecipe, type RecipeWords } from "./describe-recipe";
import { readSpeakers } from "./read-speakers";

interface Relative {
  name: string;
  href: string;
}

export interface DerivedFacts {
  name: string;
  kind: DerivedKind;
  recipe: Pick<RecipeWords, "sentence" | "settings">;
  parents: (Relative & { how: Inheritance; part: string | null })[];
  /** What was made of it; one that this reader may know nothing of goes by its label. */
  children: Relative[];
  /** Systems that learned it. */
  systems: { name: string; slug: string }[];
  bytes: number;
  seconds: number;
  weightsHash: string;
  madeAt: Date;
}

/** A model that a method had made. */
export interface DerivedPage {
  label: string;
  /** Why no more is said than that it exists, or that it was withdrawn; null where all is. */
  hidden: WhyHidden | null;
  facts: DerivedFacts | null;
}

/**
 * The page of a derived model, for those who may see the scores and read the texts of all models that it descends from.
 * @throws AppError NOT_FOUND
 */
export async function findDerivedPage(actor: Actor, label: string): Promise<DerivedPage> {
  requirePermission(actor, "model:read");
  if (!isDerivedLabel(label)) throw notFound("model");
  const [row, derived] = await Promise.all([readDerived(label), findDerived(label)]);
  if (!row || !derived) throw notFound("model");
  const hidden = row.withdrawnAt ? "withdrawn" : await whyKept(actor, derived.ancestors ?? []);
  return { label, hidden, facts: hidden === null ? await readFacts(actor, row) : null };
}

function readDerived(label: string) {
  return db().derivedModel.findUnique({
    where: { label },
    include: {
      parents: {
        orderBy: { position: "asc" },
        include: { model: { select: { weightsHash: true, name: true, slug: true } }, derived: { select: { label: true } } },
      },
      children: { select: { child: { select: { label: true, createdAt: true } } } },
    },
  });
}
type Row = NonNullable<Awaited<ReturnType<typeof readDerived>>>;

/** A withdrawn ancestor outweighs every other reason. Weights that were submitted twice need both entries to allow it. */
async function whyKept(actor: Actor, ids: readonly string[]): Promise<WhyHidden | null> {
  const models = await db().model.findMany({ where: { id: { in: [...ids] } } });
  if (models.some(isGone)) return "withdrawn";
  const hashes = models.flatMap(({ weightsHash }) => weightsHash ?? []);
  const entries = await db().model.findMany({ where: { weightsHash: { in: hashes } } });
  const kept = whyWeightsKept(actor, entries);
  const reasons = models.map((model) => kept.get(model.weightsHash ?? "") ?? whyTextsKept(actor, model));
  return reasons.find((reason) => reason !== null) ?? null;
}

async function readFacts(actor: Actor, row: Row): Promise<DerivedFacts> {
  const children = [...new Set(row.children.map(({ child }) => child.label))].toSorted();
  const named = [row.label, ...children, ...row.parents.flatMap(({ derived }) => derived?.label ?? [])];
  const [speakers, systems] = await Promise.all([readSpeakers(actor, named), findLearners(row.label)]);
  const { sentence, settings, parts } = describeRecipe(row.recipe);
  const parents = row.parents.map(({ how, model, derived }) => {
    const parent = derived?.label ?? labelOf(model?.weightsHash ?? "");
    const name = model?.name ?? speakers.get(parent)?.name ?? parent;
    return { name, href: model ? `/models/${model.slug}` : `/derived/${parent}`, how, part: parts.get(parent) ?? null };
  });
  return {
    name: speakers.get(row.label)?.name ?? row.label,
    kind: row.kind,
    recipe: { sentence, settings },
    parents,
    children: children.map((child) => {
      const speaker = speakers.get(child);
      return { name: speaker?.textsShown ? speaker.name : child, href: `/derived/${child}` };
    }),
    systems,
    bytes: Number(row.bytes),
    seconds: row.seconds,
    weightsHash: row.weightsHash,
    madeAt: row.createdAt,
  };
}

/** What a system learned is shown where its scores are. */
async function findLearners(label: string): Promise<DerivedFacts["systems"]> {
  const [models, systems] = await Promise.all([readBoardModels(), readBoardSystems()]);
  return [...systems.values()]
    .filter((system) => derivedLabelsIn(system.learned).includes(label) && whySystemHidden(system, models) === null)
    .map(({ name, slug }) => ({ name, slug }));
}
