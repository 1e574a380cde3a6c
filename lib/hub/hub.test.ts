import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubServer, startHub } from "@/e2e/servers/hub";
import { checkModel } from "./check-model";
import { hubAt } from "./client";
import { type Check, type CheckId, hfRepoId } from "./schema";

let server: HubServer;
beforeAll(async () => {
  server = await startHub();
});
afterAll(() => server.close());

const request = (id: string) => ({ hubId: hfRepoId.parse(id), revision: "", description: "Answers questions about rivers." });
const check = (id: string, token?: string) => checkModel(hubAt(server.url, token), request(id), []);
const outcomes = (checks: readonly Check[]) => Object.fromEntries(checks.map((one) => [one.id, one.outcome]));
const notPassed = (checks: readonly Check[]) => checks.filter((one) => one.outcome !== "pass").map((one) => one.id);

describe("a model that qualifies", () => {
  it("passes every check and brings the facts of its card", async () => {
    const report = await check("cases/good");
    expect(notPassed(report.checks)).toEqual([]);
    expect(report.problem).toBeNull();
    expect(report.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(report.facts).toMatchObject({
      licence: "apache-2.0",
      baseModel: "cases/base",
      parameters: 2048,
      cardSummary: "A small model that was tuned to answer questions about rivers, lakes and coasts.",
    });
    expect(report.facts.weightsHash).toMatch(/^[0-9a-f]{64}$/);
  });
  it("accepts a template that lies in a file of its own", async () => {
    expect(outcomes((await check("cases/template-file")).checks)["chat-template"]).toBe("pass");
  });
  it("believes the count that the Hub made", async () => {
    expect((await check("cases/counted")).facts.parameters).toBe(7_615_616_512);
  });
});

describe("a model that cannot be read", () => {
  it.each([
    ["cases/private", "private", "private"],
    ["cases/gated", "gated", "gated"],
    ["cases/disabled", "disabled", "disabled"],
    ["cases/token-failed", "token_failed", "our fault"],
    ["cases/broken", "unreachable", "cannot be reached"],
    ["cases/elsewhere", "unreachable", "cannot be reached"],
    ["cases/endless", "too_large", "too large to check"],
    ["cases/absent", "private", "does not exist"],
  ])("%s is reported as %s, in its own words", async (id, problem, words) => {
    const report = await check(id);
    expect(report.problem).toBe(problem);
    expect(report.checks[0]?.text).toContain(words);
    expect(report.checks[0]?.fix).not.toBe("");
    expect(report.commit).toBeNull();
  });
  it("is told apart from a private one when our token lets us ask", async () => {
    expect((await check("cases/absent", "hf_valid")).problem).toBe("not_found");
  });
  it("blames our token when the Hub does", async () => {
    expect((await check("cases/good", "hf_revoked")).problem).toBe("token_failed");
  });
  it("becomes readable when our account is admitted", async () => {
    expect((await check("cases/gated", "hf_admitted")).problem).toBeNull();
    const admitted = await check("cases/private", "hf_admitted");
    expect(outcomes(admitted.checks).access).toBe("warn");
  });
  it("says so when only the revision is missing", async () => {
    const report = await checkModel(hubAt(server.url), { ...request("cases/good"), revision: "no-such-branch" }, []);
    expect(report.problem).toBe("revision_not_found");
  });
  it("is given up after the time that the caller allows", async () => {
    const report = await checkModel(hubAt(server.url, undefined, AbortSignal.timeout(200)), request("cases/slow"), []);
    expect(report.problem).toBe("unreachable");
  });
  it("is unreachable when nobody listens", async () => {
    const report = await checkModel(hubAt("http://127.0.0.1:1"), request("cases/good"), []);
    expect(report.problem).toBe("unreachable");
  });
});

describe("a model that breaks a rule", () => {
  it.each<[string, CheckId, string]>([
    ["cases/encoder", "architecture", "encoder"],
    ["cases/embedder", "architecture", "embedding"],
    ["cases/reward-model", "architecture", "reward model"],
    ["cases/vision", "architecture", "images"],
    ["cases/too-large", "size", "15 billion"],
    ["cases/custom-code", "code", "modeling_custom.py"],
    ["cases/auto-map", "code", "config.json"],
    ["cases/no-chat-template", "chat-template", "no chat template"],
    ["cases/no-licence", "licence", "no licence"],
    ["cases/unsafe-file", "security", "unsafe"],
  ])("%s fails the check %s and nothing else", async (id, failed, words) => {
    const report = await check(id);
    expect(notPassed(report.checks)).toEqual([failed]);
    const found = report.checks.find((one) => one.id === failed);
    expect(found).toMatchObject({ outcome: "fail", text: expect.stringContaining(words) });
    expect(found?.fix).not.toBe("");
  });
  it("fails for its format when the weights are only pickled", async () => {
    const report = await check("cases/pickle-only");
    expect(outcomes(report.checks)).toMatchObject({ weights: "fail", size: "unknown" });
    expect(report.checks.find((one) => one.id === "weights")?.text).toContain("pickled");
  });
  it("is asked to be whole when it is an adapter", async () => {
    const report = await check("cases/adapter");
    expect(report.checks.find((one) => one.id === "architecture")?.text).toContain("adapter");
  });
  it("is only warned about an encoder-decoder or a non-commercial licence", async () => {
    expect(outcomes((await check("cases/encoder-decoder")).checks).architecture).toBe("warn");
    expect(outcomes((await check("cases/non-commercial")).checks).licence).toBe("warn");
  });
  it("shows its new name after a renaming", async () => {
    const report = await check("cases/old-name");
    expect(report.resolvedId).toBe("cases/new-name");
    expect(report.checks.find((one) => one.id === "name")).toMatchObject({
      outcome: "warn",
      text: expect.stringContaining("cases/new-name"),
    });
  });
});

describe("a model that is here already", () => {
  const known = (hubId: string, weightsHash: string | null = null, description = "") => [{ name: "#7", hubId, weightsHash, description }];
  const against = async (id: string, entries: ReturnType<typeof known>) =>
    outcomes((await checkModel(hubAt(server.url), request(id), entries)).checks);

  it("is found by its name, whatever the capitals", async () => {
    expect((await against("cases/good", known("Cases/GOOD"))).duplicate).toBe("fail");
  });
  it("is found by the name that it took since", async () => {
    expect((await against("cases/old-name", known("cases/new-name"))).duplicate).toBe("fail");
  });
  it("is found by its weights under another name", async () => {
    const { facts } = await check("cases/twin-one");
    expect((await against("cases/twin-two", known("cases/twin-one", facts.weightsHash))).duplicate).toBe("fail");
  });
  it("is only suspected for a copied description", async () => {
    expect((await against("cases/good", known("x/y", null, "Answers questions about rivers!"))).description).toBe("warn");
  });
});

describe("the parser of model IDs", () => {
  const accepts = (text: string) => hfRepoId.safeParse(text).success;
  it.each(["a/b", "Qwen/Qwen2.5-7B", "l3-unc/qwen2.5-7b_edited_fact_check_v2", `a/${"b".repeat(96)}`])("accepts %s", (id) => {
    expect(accepts(id)).toBe(true);
  });
  it.each([
    "gpt2",
    "a/b/c",
    "a/b\n",
    "../b",
    "a/..",
    "a--b/c",
    "a/b.git",
    `a/${"b".repeat(97)}`,
    "a/-b",
    "a/b.",
    "а/b",
    "a/b?x",
    "a b/c",
    "",
  ])("refuses %j", (id) => {
    expect(accepts(id)).toBe(false);
  });
  it("agrees with the rules written a second time, for any string", () => {
    const byHand = (text: string) => {
      const parts = text.split("/");
      const plain = (part: string) => [...part].every((sign) => /[A-Za-z0-9._-]/.test(sign)) && part.length >= 1 && part.length <= 96;
      const edges = (part: string) => ![part.at(0), part.at(-1)].some((sign) => sign === "." || sign === "-");
      return parts.length === 2 && parts.every((part) => plain(part) && edges(part)) && !/--|\.\./.test(text) && text.slice(-4) !== ".git";
    };
    const sign = fc.constantFrom(..."abZ09._-/\n .git".split(""), "é", "‮");
    const text = fc.oneof(
      fc.string(),
      fc.array(sign, { maxLength: 12 }).map((signs) => signs.join("")),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(accepts(value)).toBe(byHand(value));
      }),
      { numRuns: 20_000 },
    );
  });
});
