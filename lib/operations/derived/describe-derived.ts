import { db } from "@/lib/db/client";
import type { DerivedKind } from "@/lib/db/generated/enums";
import { labelOf } from "@/lib/pool/label";
import { derivedLabelPattern } from "./label";

/** What readers are told of a derived model where a trace names it. */
export interface DescribedModel {
  name: string;
  /** Labels of the models of the pool that it descends from: who may see those, may see what it says. */
  ancestors: string[];
}

const namesShown = 3;
const words: Record<DerivedKind, string> = { merge: "merge", train: "training" };

/** Labels of derived models that stand anywhere in stored JSON. */
export function derivedLabelsIn(stored: unknown): string[] {
  const found = JSON.stringify(stored ?? null).matchAll(new RegExp(`"(${derivedLabelPattern})"`, "g"));
  return [...new Set([...found].map(([, label]) => label ?? ""))];
}

/** The derived models of these labels, by label. */
export async function describeDerived(labels: readonly string[]): Promise<Map<string, DescribedModel>> {
  if (labels.length === 0) return new Map();
  const rows = await db().derivedModel.findMany({
    where: { label: { in: [...labels] } },
    select: {
      label: true,
      kind: true,
      parents: {
        orderBy: { position: "asc" },
        select: { model: { select: { name: true, weightsHash: true } }, derived: { select: { label: true } } },
      },
    },
  });
  const further = await describeDerived(rows.flatMap(({ parents }) => parents.flatMap(({ derived }) => derived?.label ?? [])));
  return new Map(
    rows.map(({ label, kind, parents }) => {
      const names = parents.map(({ model, derived }) => model?.name ?? further.get(derived?.label ?? "")?.name ?? "");
      const rest = names.length - namesShown;
      const list = [...names.slice(0, namesShown), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
      const ancestors = parents.flatMap(({ model, derived }) =>
        model ? [labelOf(model.weightsHash ?? "")] : (further.get(derived?.label ?? "")?.ancestors ?? []),
      );
      return [label, { name: `${words[kind]} ${label.slice(2, 8)} of ${list}`, ancestors: [...new Set(ancestors)] }];
    }),
  );
}
