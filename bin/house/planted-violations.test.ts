import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../stack/run-command";
import { root } from "../stack/settings";
import { findUnreached } from "./find-unreached";

/** A small tree with one violation of each rule: the rules must find every one, or they have rotted. */
const planted: Record<string, { file: string; text: string; folder?: string }> = {
  "upstream-only-submissions": { file: "lib/submissions/bad.ts", text: 'import "../pool/good";' },
  "one-way-runs": { file: "lib/runs/imports-folder.ts", text: 'import "./state/good";' },
  "one-way-runs-leasing": { file: "lib/runs/leasing/bad.ts", text: 'import "../executing/good";' },
  "ordered-runs": { file: "lib/runs/elsewhere/bad.ts", text: 'import "../state/good";' },
  "boards-in-order-scopes": { file: "lib/boards/scopes/bad.ts", text: 'import "../rows/good";' },
  "leaves-of-the-tree": { file: "lib/runs/imports-app.ts", text: 'import "../../app/page";' },
  "bench-stands-alone": { file: "lib/runs/imports-bench.ts", text: 'import "../../bench/good";' },
  "bench-measures-lib": { file: "bench/bad.ts", text: 'import "../components/ui/good";' },
  "worker-knows-lib-only": { file: "worker/bad.ts", text: 'import "../components/ui/good";' },
  "components-see-shapes-only": { file: "components/ui/fetches.ts", text: 'import "../../lib/pool/good";' },
  "components-see-lib-alone": { file: "components/ui/imports-worker.ts", text: 'import type { good } from "../../worker/good";' },
  "components-never-reach-the-database": { file: "components/ui/reaches.ts", text: 'import "../../lib/pool/schema";' },
  "browser-safe-files-stay-small": { file: "lib/pool/schema.ts", text: 'import "../db/client";' },
  "lib-knows-no-framework": { file: "lib/pool/next.ts", text: 'import "next/navigation";' },
  "foundations-know-no-stage": { file: "lib/auth/bad.ts", text: 'import "../pool/good";' },
  "reading-is-pure": { file: "lib/reading/impure.ts", text: 'import "../env";' },
  "methods-are-pure": { file: "lib/methods/impure.ts", text: 'import "../tasks/queries";' },
  "one-door-to-the-database": { file: "app/page.ts", text: 'import "../lib/db/client";' },
  "adapters-at-the-edge": { file: "lib/runs/uses-slurm.ts", text: 'import "../cluster/slurm";' },
  "session-at-the-edge": { file: "app/imports-auth.ts", text: 'import "next-auth";' },
  "tests-only-from-tests": { file: "lib/pool/imports-test.ts", text: 'import "./pool.test";' },
  "statistics-folders-one-way": {
    file: "lib/statistics/intervals/upwards.ts",
    text: 'import "../ranks/good";',
    folder: "lib/statistics/intervals",
  },
  "no-cycles": { file: "lib/pool/cycle.ts", text: 'import "./cycle-too";' },
  "no-orphans": { file: "lib/pool/orphan.ts", text: "export const alone = true;" },
};
const bystanders: Record<string, string> = {
  "lib/pool/good.ts": 'import "../db/client";\nexport const good = true;',
  "lib/boards/rows/good.ts": "export const good = true;",
  "lib/pool/pool.test.ts": "export const test = true;",
  "lib/pool/cycle-too.ts": 'import "./cycle";',
  "lib/statistics/intervals/good.ts": "export const good = true;",
  "lib/statistics/ranks/good.ts": "export const good = true;",
  "lib/statistics/ranks/downwards.ts": 'import "../intervals/good";',
  "lib/tasks/queries.ts": "export const query = true;",
  "lib/runs/state/good.ts": "export const good = true;",
  "lib/runs/executing/good.ts": "export const good = true;",
  "lib/env.ts": "export const env = true;",
  "lib/db/client.ts": "export const client = true;",
  "lib/cluster/slurm.ts": "export const slurm = true;",
  "bench/good.ts": "export const good = true;",
  "components/ui/good.ts": "export const good = true;",
  "components/ui/shows.ts": 'import type { good } from "../../lib/pool/good";\nexport type Shown = typeof good;',
  "worker/good.ts": "export const good = true;",
};

let tree = "";
interface Report {
  summary: { violations: { rule: { name: string; severity: string }; from: string }[]; totalCruised: number };
}
let violations: Report["summary"]["violations"] = [];
let totalCruised = 0;

async function cruise(words: readonly string[]): Promise<Report["summary"]> {
  const { printed } = await runCommand(["depcruise", ...words, "--output-type", "json"], { folder: tree });
  return (JSON.parse(printed) as Report).summary;
}

beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), "polyphony-planted-"));
  for (const name of [".dependency-cruiser.cjs", ".dependency-cruiser-values.cjs", "tsconfig.json", "package.json"])
    cpSync(join(root, name), join(tree, name));
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  const files = [...Object.entries(bystanders), ...Object.values(planted).map(({ file, text }) => [file, text] as const)];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `${text}\n`);
  }
  const all = await cruise(["app", "lib", "components", "worker", "bench"]);
  const values = await cruise(["components", "--config", ".dependency-cruiser-values.cjs"]);
  violations = [...all.violations, ...values.violations];
  totalCruised = all.totalCruised;
}, 60_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe("the import rules", () => {
  it("see the modules at all", () => {
    expect(totalCruised).toBeGreaterThanOrEqual(Object.keys(planted).length);
  });
  it.each(Object.keys(planted))("find the planted violation of %s, as an error", (rule) => {
    const { file, folder = file.replace(/\.ts$/, "") } = planted[rule] ?? { file: "nowhere" };
    const found = violations.filter((violation) => violation.rule.name === rule && violation.from.startsWith(folder));
    expect(found.map((violation) => violation.rule.severity)).toContain("error");
  });
  it("let a component import a type of a file that reaches the database, and no value of it", () => {
    const rulesBroken = (file: string) => violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
    expect(rulesBroken("components/ui/shows.ts")).toEqual([]);
    expect(rulesBroken("components/ui/fetches.ts")).toEqual(
      expect.arrayContaining(["components-see-shapes-only", "components-never-reach-the-database"]),
    );
  });
});

describe("the search for code that only tests reach", () => {
  const files: Record<string, string> = {
    "app/page.tsx": 'import { used } from "@/lib/pool/half";\n\nexport default () => used;',
    "lib/pool/half.ts": "export const used = 1;\nexport const tried = 2;",
    "lib/pool/half.test.ts": 'import { tried } from "./half";\nimport { alone } from "./alone";\n\ntried + alone;',
    "lib/pool/alone.ts": 'import { below } from "./below";\n\nexport const alone = below;',
    "lib/pool/below.ts": "export const below = 3;",
    "lib/pool/testing/helper.ts": "export const helper = 4;",
    "components/ui/card.test.tsx": 'import { Card } from "./card";\n\nCard();',
    "components/ui/card.tsx": "export const Card = () => null;",
  };
  it("finds files and single exports of lib and components, and what they alone import", async () => {
    const folder = mkdtempSync(join(tmpdir(), "polyphony-unreached-"));
    for (const name of ["tsconfig.json", "package.json"]) cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    const found = await findUnreached(folder);
    rmSync(folder, { recursive: true, force: true });
    expect(found).toEqual(["components/ui/card.tsx", "lib/pool/alone.ts", "lib/pool/below.ts", "lib/pool/half.ts: tried"]);
  }, 60_000);
});

describe("the lint rules", () => {
  it.each([
    ["noProcessEnv", "lib/pool/a.ts", "export const a = process.env.HOME;\n"],
    ["noExplicitAny", "lib/pool/b.ts", "export const b = (value: any) => value;\n"],
    ["noConsole", "lib/pool/c.ts", 'console.log("c");\n'],
    ["noNonNullAssertion", "lib/pool/d.ts", "export const d = (value: string | null) => value!.length;\n"],
    ["useFilenamingConvention", "lib/pool/BadName.ts", "export const e = 1;\n"],
    [
      "noExcessiveLinesPerFile",
      "lib/pool/f.ts",
      `${Array.from({ length: 360 }, (_, line) => `export const f${line} = ${line};`).join("\n")}\n`,
    ],
  ])("find the planted violation of %s", async (rule, file, text) => {
    const folder = mkdtempSync(join(tmpdir(), "polyphony-lint-"));
    cpSync(join(root, "biome.json"), join(folder, "biome.json"));
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    const { code, output } = await runCommand(["biome", "lint", "--vcs-enabled=false", file], { folder });
    rmSync(folder, { recursive: true, force: true });
    expect(output).toContain(rule);
    expect(code).not.toBe(0);
  });
});
