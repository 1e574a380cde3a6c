import { isDefaultBaseline } from "@/lib/methods/registry";
import { labelOf } from "@/lib/pool/label";
import { rankingOf } from "@/lib/systems/ranking-of";
import type { BoardContext } from "../board-context";
import type { Facts, SubjectFacts } from "../facts/facts";
import type { Gain } from "../schema";
import { cellIn, scopesOf } from "../scopes/scopes";
import type { BoardModel, BoardSystem } from "../subjects";

/** What a system is measured against. `chosenBy` says who picked the model. */
export interface Baseline {
  subject: SubjectFacts;
  model: BoardModel;
  chosenBy: Gain["chosenBy"];
}

/**
 * The best single model of a system's pool, chosen on dev: what the baseline system of the same pool chose, or what
 * the system itself found best on dev, or the member with the highest mean over the dev tasks. Null while none is known.
 */
export function chooseBaseline(system: BoardSystem, context: BoardContext): Baseline | null {
  const members = system.memberIds.map((id) => context.models.get(id)).filter((model) => model !== undefined);
  for (const rival of rivalsOf(system, context)) {
    const model = chosenMember(rival, members);
    const subject = model && fullest([rival.id, model.id], context.facts);
    if (model && subject) return { subject, model, chosenBy: "baseline" };
  }
  const own = chosenMember(system, members);
  const model = own ?? bestOnDev(members, context.dev);
  const subject = model && fullest([model.id], context.facts);
  return model && subject ? { subject, model, chosenBy: own ? "dev-ranking" : "dev-scores" } : null;
}

/** The baseline systems of the same pool, the latest first. */
function rivalsOf(system: BoardSystem, context: BoardContext): BoardSystem[] {
  return [...context.systems.values()]
    .filter((other) => isDefaultBaseline(other.method) && other.poolId === system.poolId && other.preparedAt !== null)
    .sort((one, other) => Number(other.preparedAt) - Number(one.preparedAt));
}

/** Of runs that answer alike, the one that has come furthest. */
function fullest(ids: readonly string[], facts: Facts): SubjectFacts | null {
  const size = (subject: SubjectFacts) => [...subject.answers.values()].reduce((total, answers) => total + answers.scores.length, 0);
  const answered = ids.map((id) => facts.subjects.get(id)).filter((subject) => subject !== undefined && size(subject) > 0);
  return answered.toSorted((one, other) => (other ? size(other) : 0) - (one ? size(one) : 0))[0] ?? null;
}

/** The member that a system found best on dev. */
function chosenMember(system: BoardSystem, members: readonly BoardModel[]): BoardModel | null {
  const label = rankingOf(system)[0]?.label;
  return members.find((model) => model.weightsHash !== null && labelOf(model.weightsHash) === label) ?? null;
}

function bestOnDev(members: readonly BoardModel[], dev: Facts): BoardModel | null {
  const [overall] = scopesOf(dev);
  if (!overall || members.length === 0) return null;
  const scored = members.map((model) => {
    const subject = dev.subjects.get(model.id);
    return { model, cell: subject ? cellIn(overall, subject) : null };
  });
  if (scored.some((member) => member.cell === null)) return null;
  const [best] = scored.toSorted((one, other) => (other.cell?.score ?? 0) - (one.cell?.score ?? 0));
  return best?.model ?? null;
}
