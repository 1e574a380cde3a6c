import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { storeLearned } from "./store-learned";

async function seedSystem(slug: string): Promise<string> {
  const pool = await db().pool.create({ data: { digest: slug, name: slug } });
  const data = { digest: slug, slug, name: slug, method: "best-single", poolId: pool.id, parameters: {}, devTaskIds: [] };
  return (await db().system.create({ data })).id;
}

it("gives two runs that learned at the same time the knowledge that was stored first", async () => {
  const id = await seedSystem("shared");
  const learn = (by: string) => inTransaction((tx) => storeLearned(tx, id, { by }));
  const known = await Promise.all(["one", "two", "three"].map(learn));
  expect(new Set(known.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await learn("late")).toEqual(known[0]);
  expect(await db().system.findUniqueOrThrow({ where: { id } })).toMatchObject({ learned: known[0], preparedAt: expect.any(Date) });
});

it("keeps that there is nothing to learn", async () => {
  const id = await seedSystem("ignorant");
  expect(await inTransaction((tx) => storeLearned(tx, id, null))).toBeNull();
  expect(await inTransaction((tx) => storeLearned(tx, id, { by: "late" }))).toBeNull();
});
