import { baseFamilyOf } from "@/lib/pool/base-family";
import type { Source } from "./schema";

/** Parameters of methods that name a model with a part in the making of a system. */
const roles: readonly [RegExp, Source["kind"]][] = [
  [/reward/i, "reward_model"],
  [/judge|critic/i, "judge"],
  [/verifier|ranker|fuser|aggregator|router|selector|summari[sz]er/i, "helper"],
];

/** Something that looks like a model: an ID of the Hub, or a label. */
const modelName = /^(m-[0-9a-f]{12}|[\w.-]+\/[\w.-]+)$/;

/** What had a part in the making of a system: models that its parameters name, and the base families of its members. */
export function sourcesOf(parameters: unknown, members: readonly { name: string; hubId: string; baseModel: string | null }[]): Source[] {
  const families = Map.groupBy(
    members.flatMap((member) => {
      const family = baseFamilyOf(member);
      return family === null ? [] : [{ family, name: member.name }];
    }),
    (entry) => entry.family,
  );
  return [
    ...named(parameters),
    ...[...families].map(([name, entries]): Source => ({ kind: "base_family", name, via: entries.map((entry) => entry.name).join(", ") })),
  ];
}

function named(value: unknown, path = ""): Source[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      named(inner, path === "" || Array.isArray(value) ? path || key : `${path}.${key}`),
    );
  }
  const role = roles.find(([pattern]) => pattern.test(path));
  return role && typeof value === "string" && modelName.test(value) ? [{ kind: role[1], name: value, via: path }] : [];
}
