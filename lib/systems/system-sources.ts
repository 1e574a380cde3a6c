import { helpersOf } from "@/lib/methods/helpers-of";
import type { DeclaredMethod } from "@/lib/methods/method";
import { baseFamilyOf } from "@/lib/pool/base-family";
import type { Source } from "./schema";

/** The models beyond the pool that a system's parameters name. */
export function helperSources(method: DeclaredMethod, parameters: unknown): Source[] {
  return helpersOf(method, parameters).map(({ role, label, parameter }) => ({
    kind: role === "judge" ? "judge" : "helper",
    name: label,
    via: parameter,
  }));
}

/** The base families of a system's members. */
export function familySources(members: readonly { name: string; hubId: string; baseModel: string | null }[]): Source[] {
  const families = Map.groupBy(
    members.flatMap((member) => {
      const family = baseFamilyOf(member);
      return family === null ? [] : [{ family, name: member.name }];
    }),
    (entry) => entry.family,
  );
  return [...families].map(([name, entries]) => ({ kind: "base_family", name, via: entries.map((entry) => entry.name).join(", ") }));
}
