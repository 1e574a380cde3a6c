import { expect, it } from "vitest";
import { firstPlan } from "./first-plan";
import { experimentPlan } from "./schema";

const models = ["a", "b", "c", "d", "e", "f", "g", "h"];
const facts = { models, tasks: ["t"], helpers: { router: "m-000000000000" }, questionsPerTask: 20 };

it("is a valid plan of each model alone on two splits and four methods on pools of two, four and eight", () => {
  const plan = experimentPlan.parse(firstPlan(facts));
  const systems = plan.entries.filter((entry) => entry.kind === "system");
  expect(systems).toHaveLength(12);
  expect(plan.entries.filter((entry) => entry.kind === "individual").map((entry) => entry.split)).toEqual(["test", "held_out"]);
  for (const system of systems) expect(system.models).toEqual(models.slice(0, system.models.length));
});

it("runs models alone first and the method that talks longest last", () => {
  const plan = firstPlan(facts);
  const order = [...plan.entries].sort((one, other) => other.priority - one.priority);
  expect(order[0]).toMatchObject({ kind: "individual", split: "test" });
  expect(order.slice(-3).map((entry) => (entry.kind === "system" ? entry.method : ""))).toEqual(Array(3).fill("multi-agent-refine"));
});

it("makes do with fewer models and without a router", () => {
  const plan = firstPlan({ ...facts, models: ["a", "b", "c"], helpers: {} });
  const sizes = plan.entries.flatMap((entry) => (entry.kind === "system" && entry.method === "majority-vote" ? [entry.models.length] : []));
  expect(sizes).toEqual([3, 2]);
  expect(JSON.stringify(plan)).not.toContain("router");
});
