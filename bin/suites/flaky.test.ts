import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../stack/run-command";
import { root } from "../stack/settings";
import { readPlaywright } from "./read-playwright";
import { readVitest } from "./read-vitest";
import { closingLines } from "./tally";

/** Both runners, for real, over tests of which one is good, one bad, one left out, and one passes only at its second try. */
let folder = "";
const report = () => join(folder, "report.json");
const steady = 'test("holds", () => {});\ntest("never holds", () => expect(1).toBe(2));\ntest.skip("rests", () => {});\n';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "polyphony-flaky-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a test that passes only at its second try", () => {
  it("is named by the count of Vitest's tests, and counted as failed", { timeout: 60_000 }, async () => {
    const flaky = 'let tries = 0;\ndescribe("a room", () => {\n  test("holds at last", () => expect(++tries).toBe(2));\n});\n';
    writeFileSync(join(folder, "some.test.mjs"), `import { describe, expect, test } from "vitest";\n${flaky}${steady}`);
    const { code } = await runCommand([
      "vitest",
      "run",
      `--root=${folder}`,
      "--retry=1",
      "--reporter=json",
      `--outputFile.json=${report()}`,
    ]);
    expect(readVitest(report(), code)).toMatchObject({ passed: 1, failed: 2, skipped: 1, flaky: ["a room holds at last"] });
  });

  it("is named by the count of the journeys, and counted as failed", { timeout: 60_000 }, async () => {
    const flaky = 'test.describe("a room", () => {\n  test("holds at last", ({}, info) => expect(info.retry).toBe(1));\n});\n';
    writeFileSync(join(folder, "some.spec.mjs"), `import { expect, test } from "@playwright/test";\n${flaky}${steady}`);
    const { code } = await runCommand(["playwright", "test", "some.spec", `--config=${folder}`, "--retries=1", "--reporter=json"], {
      environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: report() },
    });
    const name = "some.spec.mjs › a room › holds at last";
    expect(readPlaywright(report(), code)).toMatchObject({ passed: 1, failed: 2, skipped: 1, flaky: [name] });
  });

  it("is named before the last line, which counts everything", () => {
    const notes: string[] = [];
    const lines = closingLines([
      { name: "Checks", seconds: 20.4, passed: 4, failed: 0, skipped: 0, flaky: [], notes },
      { name: "Browser", seconds: 712, passed: 122, failed: 2, skipped: 1, flaky: ["one", "two"], notes: ["No Chromium."] },
    ]).split("\n");
    expect(lines).toEqual(["Checks     20 s", "Browser   712 s", "No Chromium.", "flaky: one; two", "", "126 passed, 2 failed, 1 skipped"]);
  });

  it("leaves no line behind where there is none", () => {
    expect(closingLines([{ name: "Checks", seconds: 1, passed: 4, failed: 0, skipped: 0, flaky: [], notes: [] }])).not.toContain("flaky");
  });
});
