import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { storedCanaries } from "./canary-references";

async function seedModel(slug: string, facts: { state?: "withdrawn"; scopes?: [] } = {}) {
  const data = { slug, name: slug, hubId: `lab/${slug}`, servedAs: `lab/${slug}`, description: "", weightsHash: slug.padEnd(64, "0") };
  await db().model.create({ data: { ...data, state: "runnable", scopes: ["S1_run"], ...facts } });
}

it("gives everybody the answers of the first endpoint", async () => {
  const name = { weightsHash: "a".repeat(64), family: "lab", version: 1 };
  const said = (answer: string) => ({ answers: [answer, answer, answer], engine: "lab/1", endpoint: "one" });
  expect(await storedCanaries.firstAnswers(name, said("la"))).toEqual(["la", "la", "la"]);
  expect(await storedCanaries.firstAnswers(name, said("tra"))).toEqual(["la", "la", "la"]);
  expect(await storedCanaries.firstAnswers({ ...name, family: "other" }, said("tra"))).toEqual(["tra", "tra", "tra"]);
});

it("asks only models that may be run", async () => {
  await seedModel("gone", { state: "withdrawn" });
  await seedModel("shown", { scopes: [] });
  expect(await storedCanaries.chooseModel(["lab/gone", "lab/shown", "lab/unknown"])).toBeNull();
  await seedModel("free");
  expect(await storedCanaries.chooseModel(["lab/gone", "lab/shown", "lab/free"])).toEqual({
    servedAs: "lab/free",
    weightsHash: "free".padEnd(64, "0"),
  });
});
