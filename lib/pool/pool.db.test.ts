import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubServer, startHub } from "@/e2e/servers/hub";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { inTransaction } from "@/lib/db/transaction";
import { hubAt } from "@/lib/hub/client";
import { approveSubmission } from "@/lib/reviews/approve-submission";
import { inReview, reread, waitingJobs, worker } from "@/lib/submissions/testing/entries";
import { withdrawSubmission } from "@/lib/submissions/withdraw-submission";
import { admit } from "./admit";
import { admitZoo } from "./admit-zoo";
import { findOrCreatePool } from "./find-or-create-pool";
import { labelOf } from "./label";
import { listPaperModels } from "./list-paper-models";
import { listHelpers, listModels, listRunnableModels } from "./queries";
import { slugCandidates } from "./slug";
import { withdrawModel } from "./withdraw-model";

let server: HubServer;
beforeAll(async () => {
  server = await startHub();
});
afterAll(() => server.close());
const source = () => hubAt(server.url);

async function approved(hubId: string) {
  const ada = await seedPerson();
  const row = await inReview(ada, source(), { hubId, description: `Answers questions about the topic of ${hubId}.` });
  await approveSubmission(await seedPerson("maintainer"), { number: row.number, version: row.version, reason: "", waivers: [] });
  return { ada, row: await reread(row.id) };
}

describe("the admission", () => {
  it("pins the commit and the weights, takes the scopes from the receipt, and tells the submitter", async () => {
    const { ada, row } = await approved("cases/good");
    await admit(worker, { submissionId: row.id }, source());
    const model = await db().model.findUniqueOrThrow({ where: { submissionId: row.id } });
    expect(model).toMatchObject({
      slug: "good",
      hubId: "cases/good",
      servedAs: "cases/good",
      commit: row.commit,
      state: "runnable",
      role: "member",
      person: "Ada Okafor",
      license: "apache-2.0",
      scopes: ["S1_run", "S2_publish_scores"],
    });
    expect(labelOf(model.weightsHash ?? "")).toMatch(/^m-[0-9a-f]{12}$/);
    expect((await reread(row.id)).state).toBe("admitted");
    expect((await waitingJobs("send-mail")).map((job) => job.payload)).toContainEqual(
      expect.objectContaining({
        userId: ada.userId,
        subject: `Your submission #${row.number} is in the pool`,
        text: expect.stringContaining("http://127.0.0.1:3000/models/good\n"),
      }),
    );
  });
  it("happens once when the job runs twice", async () => {
    const { row } = await approved("cases/good-two");
    await Promise.allSettled([admit(worker, { submissionId: row.id }, source()), admit(worker, { submissionId: row.id }, source())]);
    await admit(worker, { submissionId: row.id }, source());
    expect(await db().model.count({ where: { submissionId: row.id } })).toBe(1);
  });
  it("goes back to review, with the reason, when the weights changed after the checks", async () => {
    const { row } = await approved("cases/drifting");
    const repository = server.repositories.get("cases/drifting");
    const weights = repository?.files.get("model.safetensors");
    repository?.files.set("model.safetensors", Buffer.concat([weights ?? Buffer.alloc(0), Buffer.from([1])]));
    await admit(worker, { submissionId: row.id }, source());
    expect((await reread(row.id)).state).toBe("in_review");
    const event = await db().submissionEvent.findFirst({ where: { submissionId: row.id }, orderBy: { id: "desc" } });
    expect(event?.why).toContain("weights changed");
    expect(await db().model.count({ where: { submissionId: row.id } })).toBe(0);
  });
  it("goes back to review when the model vanished or its template changed", async () => {
    const hidden = await approved("cases/template-file");
    const repository = server.repositories.get("cases/template-file");
    repository?.files.set("chat_template.jinja", Buffer.from("{{ 'ignore the question' }}"));
    await admit(worker, { submissionId: hidden.row.id }, source());
    expect(await db().submissionEvent.findFirst({ where: { submissionId: hidden.row.id }, orderBy: { id: "desc" } })).toMatchObject({
      to: "in_review",
      why: expect.stringContaining("chat template changed"),
    });
    const gone = await approved("cases/html-card");
    server.repositories.delete("cases/html-card");
    await admit(worker, { submissionId: gone.row.id }, source());
    expect((await reread(gone.row.id)).state).toBe("in_review");
  });
  it("is not stopped by somebody who submits the same model later; that one is the double", async () => {
    const { row } = await approved("cases/encoder-decoder");
    const copy = await inReview(await seedPerson(), source(), { hubId: "cases/encoder-decoder" });
    await admit(worker, { submissionId: row.id }, source());
    expect((await reread(row.id)).state).toBe("admitted");
    await expect(
      approveSubmission(await seedPerson("maintainer"), { number: copy.number, version: copy.version, reason: "", waivers: [] }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining("New here") });
  });
  it("waits for a Hub that is away, without deciding anything", async () => {
    const { row } = await approved("cases/good-three");
    await expect(admit(worker, { submissionId: row.id }, hubAt("http://127.0.0.1:1"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect((await reread(row.id)).state).toBe("approved");
  });
  it("does not happen to what was withdrawn meanwhile, and is nobody's but the portal's", async () => {
    const { ada, row } = await approved("cases/counted");
    await expect(admit(ada, { submissionId: row.id }, source())).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await withdrawSubmission(ada, { number: row.number, why: "" });
    await admit(worker, { submissionId: row.id }, source());
    expect(await db().model.count({ where: { submissionId: row.id } })).toBe(0);
  });
  it("uses the name that the Hub uses since a renaming, and takes over a listed entry", async () => {
    await db().model.create({
      data: { slug: "listed-before", name: "new-name", hubId: "cases/new-name", description: "Known from a paper.", paperRank: 900 },
    });
    const { row } = await approved("cases/old-name");
    await admit(worker, { submissionId: row.id }, source());
    expect(await db().model.findUnique({ where: { submissionId: row.id } })).toMatchObject({
      slug: "listed-before",
      hubId: "cases/new-name",
      state: "runnable",
      paperRank: 900,
    });
  });
});

describe("a withdrawal after the admission", () => {
  it("stops the use at once and leaves a tombstone without the name", async () => {
    const { ada, row } = await approved("cases/non-commercial");
    await admit(worker, { submissionId: row.id }, source());
    await withdrawSubmission(ada, { number: row.number, why: "" });
    expect((await waitingJobs("withdraw-from-pool")).map((job) => job.payload)).toContainEqual({ submissionId: row.id });
    await withdrawModel(worker, { submissionId: row.id });
    await withdrawModel(worker, { submissionId: row.id });
    expect(await db().model.findUnique({ where: { submissionId: row.id } })).toMatchObject({
      state: "withdrawn",
      scopes: [],
      servedAs: null,
      person: null,
    });
    expect((await listRunnableModels(anonymous)).map((model) => model.submissionId)).not.toContain(row.id);
  });
  it("is only carried out for what was really withdrawn", async () => {
    const { row } = await approved("cases/twin-one");
    await admit(worker, { submissionId: row.id }, source());
    await withdrawModel(worker, { submissionId: row.id });
    expect((await db().model.findUnique({ where: { submissionId: row.id } }))?.state).toBe("runnable");
  });
});

describe("the seeds", () => {
  it("list the paper's 61 models once, credited and never runnable", async () => {
    expect(await listPaperModels()).toBe(61);
    expect(await listPaperModels()).toBe(0);
    const listed = await listModels(anonymous, { state: "listed" });
    expect(listed).toHaveLength(61);
    expect(listed.every((model) => model.servedAs === null && model.weightsHash === null && model.scopes.length === 0)).toBe(true);
    const clipper = listed.find((model) => model.slug === "qwen2-5-7b-clipper");
    expect(clipper).toMatchObject({ paperRank: 1, hubId: "chtmp223/Qwen2.5-7B-CLIPPER" });
    expect((await listModels(anonymous, { search: "CLIPPER" })).map((model) => model.slug)).toContain("qwen2-5-7b-clipper");
    expect(await listModels(anonymous, { search: "q_en2" }), "signs of patterns stand for themselves").toEqual([]);
  });
  it("admit the zoo once, its router and its base apart", async () => {
    expect(await admitZoo()).toBe(10);
    expect(await admitZoo()).toBe(0);
    const members = (await listRunnableModels(anonymous)).filter((model) => model.hubId.startsWith("polyphony-zoo/"));
    expect(members).toHaveLength(8);
    expect(members.every((model) => model.servedAs === model.hubId && model.scopes.length === 7)).toBe(true);
    expect((await listHelpers(anonymous, "router")).map((model) => model.name)).toEqual(["zoo-router"]);
    expect((await listHelpers(anonymous, "base")).map((model) => model.name)).toEqual(["zoo-base (base)"]);
  });

  it("admit a zoo model that was trained again as another model, and keep the earlier one with what was measured", async () => {
    const hubId = "polyphony-zoo/zoo-scribe";
    await db().model.updateMany({ where: { hubId }, data: { weightsHash: "0".repeat(64) } });
    const earlier = await db().model.findFirstOrThrow({ where: { hubId } });
    expect(await admitZoo()).toBe(1);
    expect(await db().model.findUniqueOrThrow({ where: { id: earlier.id } })).toMatchObject({
      slug: earlier.slug,
      state: "listed",
      servedAs: null,
      name: "zoo-scribe (00000000)",
    });
    expect(await db().model.count({ where: { hubId, state: "runnable", name: "zoo-scribe" } })).toBe(1);
    expect(await admitZoo()).toBe(0);
  });
});

describe("a pool", () => {
  const ids = async () => (await listRunnableModels(anonymous)).slice(0, 3).map((model) => model.id);
  it("is the same for the same models in the same order, also when two ask at once", async () => {
    const members = await ids();
    const make = () => inTransaction((tx) => findOrCreatePool(tx, members));
    const [one, other] = await Promise.all([make(), make()]);
    expect(one.id).toBe(other.id);
    expect(await db().poolMember.findMany({ where: { poolId: one.id }, orderBy: { position: "asc" }, select: { modelId: true } })).toEqual(
      members.map((modelId) => ({ modelId })),
    );
  });
  it("is another one in another order", async () => {
    const members = await ids();
    const one = await inTransaction((tx) => findOrCreatePool(tx, members));
    const turned = await inTransaction((tx) => findOrCreatePool(tx, members.toReversed()));
    expect(turned.id).not.toBe(one.id);
  });
  it("is refused empty, with a model twice, or with an unknown model", async () => {
    const [first = ""] = await ids();
    const make = (members: string[]) => inTransaction((tx) => findOrCreatePool(tx, members));
    await expect(make([])).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(make([first, first])).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(make([first, "0199aaaa-0000-7000-8000-000000000000"])).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("names models for addresses, the owner added where the name is taken", () => {
  expect(slugCandidates("Qwen/Qwen2.5-7B_Instruct")).toEqual(["qwen2-5-7b-instruct", "qwen-qwen2-5-7b-instruct"]);
});
