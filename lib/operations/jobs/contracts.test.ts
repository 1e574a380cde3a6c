import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { contracts } from "./contracts";
import { type JobKind, jobRequest, requests } from "./requests";
import { jobFailure, jobProgress, results } from "./results";

const folder = "gpu/contracts";
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), "utf8"));

describe("what the Python programs take and give", () => {
  it.each(Object.entries(contracts()))("stands in gpu/contracts/%s as it is here (npm run contracts writes it)", (name, schema) => {
    expect(read(name)).toEqual(schema);
  });

  it.each(readdirSync(join(folder, "examples")))("is shown by an example: %s", (name) => {
    const content = read("examples", name);
    const kind = z.object({ kind: z.enum(Object.keys(requests) as [JobKind, ...JobKind[]]) }).parse(content).kind;
    const schema: z.ZodType = name.includes(".request.") ? jobRequest : results[kind];
    expect(schema.safeParse(content).error?.issues ?? []).toEqual([]);
  });

  it("has an example of every request and result", () => {
    const names = Object.keys(requests).flatMap((kind) => [`${kind}.request.json`, `${kind}.result.json`]);
    expect(readdirSync(join(folder, "examples")).sort()).toEqual(names.sort());
  });

  it("refuses what nobody could fulfil", () => {
    const warden = { folder: "/models/zoo-warden" };
    const merge = { kind: "merge", merge: { kind: "linear", parents: [{ model: warden, weight: 0.4 }] } };
    expect(jobRequest.safeParse(merge).error?.issues[0]?.message).toContain("add up to 1");
    for (const given of [{ kind: "dance" }, { kind: "embed", model: warden, texts: [] }, { kind: "export", model: warden, output: "F8" }])
      expect(jobRequest.safeParse(given).success).toBe(false);
    expect(jobRequest.safeParse({ kind: "embed", model: { folder: "a", files: { "../x": "0".repeat(64) } }, texts: ["a"] }).success).toBe(
      false,
    );
  });

  it("has lines of progress and words of failure", () => {
    expect(jobProgress.parse({ done: 1, total: 2, what: "steps" })).toBeTruthy();
    expect(jobFailure.safeParse({ reason: "bad_request", words: "" }).success).toBe(false);
  });
});
