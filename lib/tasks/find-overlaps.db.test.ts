import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { listNotImported } from "./declared-queries";
import { findOverlaps, findTrainedModels } from "./find-overlaps";
import { importTask } from "./importing/import-task";
import { colours, sums } from "./testing/task-files";

beforeAll(async () => {
  await inTransaction((tx) => importTask(tx, { ...sums, name: "gsm8k", title: "GSM8K" }));
  await inTransaction((tx) => importTask(tx, colours));
  const model = (slug: string, more: object) =>
    db().model.create({ data: { slug, name: slug, hubId: `lab/${slug}`, description: "", ...more } });
  await model("parent", { trainingData: "openai/gsm8k" });
  await model("child", { baseModel: "lab/parent" });
  await model("gone", { trainingData: "gsm8k", state: "withdrawn" });
});

describe("overlap of training data with tasks", () => {
  it("is found for an entry, by its own words or by those of what it was adapted from", async () => {
    const gsm8k = { slug: "gsm8k", title: "GSM8K" };
    expect(await findOverlaps({ trainingData: "Orca\nGrade School Math", baseModel: "" })).toEqual([
      { task: gsm8k, text: "Grade School Math", from: null },
    ]);
    expect(await findOverlaps({ trainingData: "", baseModel: " Lab/Parent " })).toEqual([
      { task: gsm8k, text: "openai/gsm8k", from: "parent" },
    ]);
    expect(await findOverlaps({ trainingData: "Orca", baseModel: "lab/unknown" })).toEqual([]);
  });
  it("is listed for a task, withdrawn models left out", async () => {
    const found = await findTrainedModels({ slug: "gsm8k", title: "GSM8K", source: "" });
    expect(found.map(({ slug }) => slug)).toEqual(["child", "parent"]);
    expect(found[0]?.text).toBe("openai/gsm8k (by parent, which it was adapted from)");
  });
});

describe("declared tasks", () => {
  it("count as not imported until they are", async () => {
    const missing = await listNotImported();
    expect(missing).toHaveLength(17);
    expect(missing.map(({ slug }) => slug)).not.toContain("gsm8k");
  });
});
