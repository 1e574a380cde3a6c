import { inDatabase } from "./in-database";

const key = "abcdef012345".padEnd(64, "0");
const parents = ["zoo-scribe", "zoo-abacus"];

/** Pages of what a fresh portal has none of. */
export const derivedPage = `/derived/d-${key.slice(0, 12)}`;
export const jobPage = `/operate/cluster/${key}`;

/** A merge of two models of the zoo as a method leaves it, and the job of its recipe, which failed once. May be repeated. */
export async function addDerived(): Promise<void> {
  await inDatabase(async (client) => {
    await client.query(
      `WITH parent AS (SELECT id, slug, 'm-' || left("weightsHash", 12) AS label FROM "Model" WHERE slug = ANY($2)),
       made AS (
         INSERT INTO "DerivedModel" (id, key, label, kind, recipe, "weightsHash", bytes, seconds)
         SELECT gen_random_uuid(), $1, 'd-' || left($1, 12), 'merge', jsonb_build_object('version', 1, 'operation', 'merge', 'weights', '{}'::jsonb,
           'spec', jsonb_build_object('kind', 'linear', 'parents', (SELECT jsonb_agg(jsonb_build_object('model', label, 'weight', 0.5)) FROM parent))),
           $1, 5000000, 3
         ON CONFLICT DO NOTHING RETURNING id)
       INSERT INTO "DerivedParent" ("childId", position, "modelId", how)
       SELECT made.id, row_number() OVER (ORDER BY slug) - 1, parent.id, 'weights' FROM made, parent`,
      [key, parents],
    );
    await client.query(
      `INSERT INTO "Job" (id, name, purpose, cluster, attempt, nonce, state, reason, blame, message, folder, "memoryMb", seconds, "secondsUsed", "endedAt")
       VALUES (gen_random_uuid(), $1, 'merge', 'local', 2, 'n', 'failed', 'CRASHED', 'ours', 'It ended with 1.', '/nowhere', 512, 3600, 75, now())
       ON CONFLICT DO NOTHING`,
      [key],
    );
  });
}
