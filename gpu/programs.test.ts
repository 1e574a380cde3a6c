import { spawn } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { testTrainer } from "@/lib/operations/jobs/testing/test-trainer";

/** The tests in Python, each counted as one here. They train real models, so all of them run in one process. */
const trainer = testTrainer();

/** Runs pytest, and returns all that it said. */
async function runPytest(...words: string[]): Promise<string> {
  if (!trainer.there) return "";
  const child = spawn(trainer.python, ["-m", "pytest", ...words], { cwd: "gpu", env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  await new Promise((done) => child.once("close", done));
  return said.join("");
}

const collected = await runPytest("--collect-only");
const names = [...collected.matchAll(/^(tests\/\S+?::.+)$/gm)].map(([, name = ""]) => name.trim());

describe.skipIf(!trainer.there)(`the programs in Python${trainer.there ? "" : ` (skipped: ${trainer.words})`}`, () => {
  const outcomes = new Map<string, string>();
  let said = "";

  beforeAll(async () => {
    said = await runPytest("-vv");
    for (const [, name = "", outcome = ""] of said.matchAll(/^(tests\/\S+?::.+?) (PASSED|FAILED|ERROR|SKIPPED)\b/gm))
      outcomes.set(name, outcome);
  }, 1_800_000);

  it("have tests", () => {
    expect(names.length, collected).toBeGreaterThan(40);
  });

  it.each(names)("%s", (name) => {
    expect(outcomes.get(name), said.slice(-20_000)).toBe("PASSED");
  });
});
