import type { Source } from "@/lib/systems/schema";

/** Settings of MoCo that name a model with a part in the making of a system, by words in their names. */
const roles: readonly [RegExp, Source["kind"]][] = [
  [/reward/i, "reward_model"],
  [/judge|critic/i, "judge"],
  [/verifier|ranker|fuser|aggregator|router|selector|summari[sz]er/i, "helper"],
];

/** Something that looks like a model: an ID of the Hub. */
const modelName = /^[\w.-]+\/[\w.-]+$/;

/** The models that the settings of a log name. */
export function namedModels(settings: unknown, path = ""): Source[] {
  if (typeof settings === "object" && settings !== null) {
    return Object.entries(settings).flatMap(([key, inner]) =>
      namedModels(inner, path === "" || Array.isArray(settings) ? path || key : `${path}.${key}`),
    );
  }
  const role = roles.find(([pattern]) => pattern.test(path));
  return role && typeof settings === "string" && modelName.test(settings) ? [{ kind: role[1], name: settings, via: path }] : [];
}
