import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ConsentScope } from "@/lib/db/generated/enums";
import { helpersOf } from "@/lib/methods/helpers-of";
import { findMethod } from "@/lib/methods/registry";
import { asUsable, usableFields } from "@/lib/pool/eligibility/usable-model";
import { whyNotRunnable } from "@/lib/pool/eligibility/why-not-runnable";
import { labelOf } from "@/lib/pool/label";
import type { RunFailure } from "../failures";

/** Why a run may send nothing now, and which of its models are the cause. */
export interface Block {
  failure: RunFailure;
  models: { id: string; slug: string; name: string; label: string }[];
}

type UsableModel = Prisma.ModelGetPayload<{ select: typeof usableFields }>;

const blockFields = {
  id: true,
  model: { select: usableFields },
  system: { select: { method: true, parameters: true, pool: { select: { members: { select: { model: { select: usableFields } } } } } } },
} satisfies Prisma.RunSelect;

/** Which of these runs may send nothing now because of their models, and why; runs that may go on are left out. */
export async function findBlocked(runIds: readonly string[]): Promise<Map<string, Block>> {
  if (runIds.length === 0) return new Map();
  const runs = await db().run.findMany({ where: { id: { in: [...runIds] } }, select: blockFields });
  const helpers = await helpersOfRuns(runs);
  return new Map(
    runs.flatMap((run) => {
      const method = run.system ? findMethod(run.system.method) : undefined;
      const members = (run.system?.pool.members.map((member) => member.model) ?? []).concat(run.model ?? []);
      const block = blockOf(members, method?.needs.scopes ?? [], helpers.get(run.id) ?? []);
      return block ? [[run.id, block] as const] : [];
    }),
  );
}

/** Null while all of them may be used; helpers beyond the pool need only the consent to be run. */
function blockOf(members: readonly UsableModel[], scopes: readonly ConsentScope[], helpers: readonly UsableModel[]): Block | null {
  const stopped = [
    ...members.map(asUsable).filter((model) => whyNotRunnable([model], scopes).length > 0),
    ...helpers.map(asUsable).filter((model) => whyNotRunnable([model], []).length > 0),
  ];
  const [first] = whyNotRunnable(stopped, scopes);
  if (!first) return null;
  const message = whyNotRunnable(stopped, scopes)
    .map((reason) => reason.message)
    .join(" ");
  const models = stopped.map(({ id, slug, name, weightsHash }) => ({ id, slug, name, label: labelOf(weightsHash ?? "") }));
  return { failure: { code: first.code, message, blame: "theirs" }, models };
}

type RunRow = Prisma.RunGetPayload<{ select: typeof blockFields }>;

async function helpersOfRuns(runs: readonly RunRow[]): Promise<Map<string, UsableModel[]>> {
  const labels = new Map(
    runs.map((run) => {
      const method = run.system ? findMethod(run.system.method) : undefined;
      return [run.id, method ? helpersOf(method, run.system?.parameters).map(({ label }) => label) : []] as const;
    }),
  );
  const wanted = [...new Set([...labels.values()].flat())];
  if (wanted.length === 0) return new Map();
  const found = await db().model.findMany({
    where: { OR: wanted.map((label) => ({ weightsHash: { startsWith: label.slice(2) } })) },
    select: usableFields,
  });
  return new Map([...labels].map(([id, own]) => [id, found.filter((model) => own.includes(labelOf(model.weightsHash ?? "")))]));
}
