import { type Actor, anonymous } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { readBoardContext } from "@/lib/boards/board-context";
import { type ScopeScore, scopeScores } from "@/lib/boards/rows/scope-scores";
import { systemRows } from "@/lib/boards/rows/system-rows";
import type { BoardSplit, Conflict, Hidden, SystemStanding } from "@/lib/boards/schema";
import { creditOf, isGone, mayKnowOf, mayShowTexts, whyHidden } from "@/lib/consent/visibility";
import { canHold } from "@/lib/db/can-hold";
import { db } from "@/lib/db/client";
import type { ConsentScope, ModelSource, ModelState } from "@/lib/db/generated/enums";
import { notFound } from "@/lib/errors";
import { type DeclaredLine, readDeclaredData } from "@/lib/pool/declared-data";

/** The facts on a model's card. A withdrawn model keeps its name only. */
interface ModelCard {
  name: string;
  slug: string;
  state: ModelState;
  router: boolean;
  source: ModelSource;
  hubId: string;
  commit: string | null;
  weightsHash: string | null;
  description: string;
  baseModel: string | null;
  parameters: number | null;
  license: string | null;
  contributor: string | null;
  institution: string | null;
  country: string | null;
  notes: string | null;
  paperKey: string | null;
  paperRank: number | null;
  scopes: ConsentScope[];
  admittedAt: Date;
}

export interface ModelPage {
  card: ModelCard;
  /** Why scores are kept back; null when they are shown. */
  hidden: Hidden["reason"] | null;
  /** Whether everybody may read what it wrote. */
  textsShown: boolean;
  scores: ScopeScore[];
  /** Flags on its scores. */
  conflicts: Conflict[];
  /** What it was declared to be trained on, what it was adapted from included. */
  declaredData: DeclaredLine[];
  /** Systems that use the model, with what they gain. */
  systems: SystemStanding[];
}

/** @throws AppError NOT_FOUND */
export async function findModelPage(actor: Actor, slug: string, split: BoardSplit): Promise<ModelPage> {
  requirePermission(actor, "model:read");
  if (!canHold(slug)) throw notFound("model");
  const [model, context, declared] = await Promise.all([
    db().model.findUnique({ where: { slug }, include: { submission: { select: { nameShown: true } } } }),
    readBoardContext(split),
    readDeclaredData(),
  ]);
  if (!model || !mayKnowOf(actor, model)) throw notFound("model");
  const hidden = whyHidden(model);
  const facts = context.facts.subjects.get(model.id);
  const [overall] = context.scopes;
  const systems = overall ? systemRows(context, overall).rows : [];
  const { submission, person, parameters, role, ...rest } = model;
  return {
    card: {
      ...rest,
      router: role === "router",
      parameters: parameters === null ? null : Number(parameters),
      contributor: creditOf(person, submission),
    },
    hidden,
    textsShown: mayShowTexts(anonymous, model),
    scores: hidden === null && facts ? scopeScores(context, facts) : [],
    conflicts: hidden === null ? (context.conflicts.get(model.id) ?? []) : [],
    declaredData: isGone(model) ? [] : (declared.get(model.id) ?? []),
    systems: hidden === null ? systems.filter((row) => row.members.some((member) => member.slug === slug)) : [],
  };
}
