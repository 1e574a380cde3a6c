import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openApiDocument } from "@/lib/api/openapi";
import { seedChoiceTask, seedScoredRun } from "@/lib/boards/testing/world";
import { seedModel } from "@/lib/runs/testing/builders";
import { serveRoutes } from "./testing/serve-routes";

// The framework's mark for code of the server, which exists inside its own builds only.
vi.mock("server-only", () => ({}));

const execute = promisify(execFile);
const modules = join(import.meta.dirname, "../../../node_modules");
/** Where `openapi-python-client` is installed. */
const python = process.env.TEST_PYTHON ?? "python3";
const hasPython = await execute(python, ["-c", "import openapi_python_client"]).then(
  () => true,
  () => false,
);

let server: Awaited<ReturnType<typeof serveRoutes>>;
let folder: string;
let number: number;

beforeAll(async () => {
  const task = await seedChoiceTask("words", "knowledge", "test", 3);
  const model = await seedModel("open");
  const steps = [{ stage: "answer", model: model.label, text: "A", generation: "" }];
  ({ number } = await seedScoredRun({ of: { model }, scores: [[task, [1, 0, 1]]], trace: { steps, decision: {} } }));
  server = await serveRoutes();
  folder = await mkdtemp(join(tmpdir(), "polyphony-clients-"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const inTypeScript = `
import createClient from "openapi-fetch";
import type { paths } from "./schema";

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "" });
const runs = await client.GET("/api/v1/runs", { params: { query: { state: "done", limit: 1 } } });
const first = runs.data?.rows[0];
if (!first) throw new Error(JSON.stringify(runs.error));
const path = { number: first.number };
const page = await client.GET("/api/v1/runs/{number}/results", { params: { path, query: { limit: 2 } } });
if (!page.data || typeof page.data === "string") throw new Error("not a page");
const lines = await client.GET("/api/v1/runs/{number}/results", { params: { path, query: { format: "jsonl" } }, parseAs: "text" });
const refused = await client.GET("/api/v1/runs/{number}", { params: { path: { number: 999999 } } });
const models = await client.GET("/api/v1/models");
const row = page.data.rows[0];
const summary = {
  number: first.number,
  rows: page.data.rows.length,
  next: page.data.next === row?.questionId ? "same" : typeof page.data.next,
  answer: row?.answer,
  steps: row?.steps.map((step) => step.model),
  lines: lines.data?.trim().split("\\n").length,
  refused: refused.error?.error.code,
  models: models.data?.rows.map((model) => model.slug),
};
process.stdout.write(JSON.stringify(summary));
`;

const inPython = `
import json, sys
from portal_client import Client
from portal_client.api.default import models, run, run_results, runs
from portal_client.models.run_results_format import RunResultsFormat
from portal_client.models.runs_state import RunsState

client = Client(base_url=sys.argv[1])
first = runs.sync(client=client, state=RunsState.DONE, limit=1).rows[0]
page = run_results.sync(first.number, client=client, limit=2)
lines = client.get_httpx_client().get(f"/api/v1/runs/{first.number}/results", params={"format": RunResultsFormat.JSONL.value})
refused = run.sync_detailed(999999, client=client)
print(json.dumps({
    "number": first.number,
    "rows": len(page.rows),
    "next": "same" if page.next_ == page.rows[0].question_id else "string",
    "answer": page.rows[0].answer,
    "steps": [step.model for step in page.rows[0].steps],
    "lines": len(lines.text.strip().split("\\n")),
    "refused": refused.parsed.error.code,
    "models": [model.slug for model in models.sync(client=client).rows],
}))
`;

const summary = () => ({
  number,
  rows: 2,
  next: "string",
  answer: expect.stringMatching(/^[AB]$/),
  steps: ["open"],
  lines: 3,
  refused: "NOT_FOUND",
  models: ["open"],
});

describe("the document of the public interface", () => {
  it("makes a TypeScript client that holds to its types and reads a run's answers", { timeout: 120_000 }, async () => {
    await symlink(modules, join(folder, "node_modules"));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "schema.ts"), astToString(await openapiTS(JSON.stringify(openApiDocument(server.url)))));
    await writeFile(join(folder, "client.ts"), inTypeScript);
    await writeFile(join(folder, "mistaken.ts"), inTypeScript.replace("row?.steps", "row?.stpes").replace("row?.answer", "row?.anwser"));
    const check = (file: string) =>
      execute(
        join(modules, ".bin/tsc"),
        [
          ...["--noEmit", "--strict", "--skipLibCheck", "--target", "es2023", "--module", "esnext", "--moduleResolution", "bundler"],
          ...["--types", "node", "--lib", "es2023,dom,dom.iterable", file],
        ],
        { cwd: folder },
      );
    await check("client.ts");
    const mistakes = await check("mistaken.ts").catch((error: unknown) => error);
    expect(mistakes).toMatchObject({ stdout: expect.stringContaining("'stpes' does not exist") });
    expect(mistakes).toMatchObject({ stdout: expect.stringContaining("'anwser' does not exist") });
    const { stdout } = await execute(join(modules, ".bin/tsx"), [join(folder, "client.ts"), server.url], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual(summary());
  });

  it.skipIf(!hasPython)(
    "makes a Python client that reads a run's answers (skipped where TEST_PYTHON has no openapi-python-client)",
    { timeout: 120_000 },
    async () => {
      await writeFile(join(folder, "openapi.json"), JSON.stringify(openApiDocument(server.url)));
      await writeFile(join(folder, "client.py"), inPython);
      const to = ["--path", "openapi.json", "--output-path", "portal_client", "--meta", "none", "--fail-on-warning"];
      // What it writes is tidied by its own tools, which lie beside it.
      const PATH = `${dirname(python)}${delimiter}${process.env.PATH}`;
      await execute(python, ["-m", "openapi_python_client", "generate", ...to], { cwd: folder, env: { ...process.env, PATH } });
      const { stdout } = await execute(python, ["client.py", server.url], { cwd: folder });
      expect(JSON.parse(stdout)).toEqual(summary());
    },
  );
});
