import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../stack/run-command";
import { root } from "../stack/settings";
import { backwards, openBackwards } from "./testing/planted-types";
import type { PlantedTypesInUse } from "./testing/use-planted-types";

/**
 * A copy of `lib` with two more task types in one more file and their place in the registry, and a program that uses them as
 * the portal uses any type. Nothing else is changed.
 */
let tree = "";
let seen: PlantedTypesInUse;

beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), "polyphony-planted-type-"));
  for (const name of ["package.json", "tsconfig.json", "bin/house/testing"])
    cpSync(join(root, name), join(tree, name), { recursive: true });
  cpSync(join(root, "lib"), join(tree, "lib"), { recursive: true, filter: (file) => !/\.test\.ts$/.test(file) });
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  cpSync(join(root, "bin/house/testing/planted-types.ts"), join(tree, "lib/tasks/types/planted-types.ts"));
  const registry = join(tree, "lib/tasks/types/registry.ts");
  const before = readFileSync(registry, "utf8");
  const after = before.replace(
    "const all = [",
    'import { backwards, openBackwards } from "./planted-types";\n\nconst all = [\n  backwards, openBackwards,',
  );
  expect(after).not.toBe(before);
  writeFileSync(registry, after);
  const target = join(tree, "seen.json");
  const { code, output } = await runCommand(["sh", "-c", 'cd "$1" && tsx bin/house/testing/use-planted-types.ts "$2"', "sh", tree, target]);
  expect(code, output).toBe(0);
  seen = JSON.parse(readFileSync(target, "utf8"));
}, 120_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe("a type of tasks that is one more file and its place in the registry", () => {
  it("is imported from our own files, MoCo's and tables, and checked by its own rules", () => {
    expect(seen.backwards.chosen).toBe("backwards");
    expect(seen.converted).toEqual({ id: "dev-0", word: "dog", side: "left" });
    expect(seen.withoutGold).toBeNull();
    expect(seen.fromColumns).toEqual({ word: "12", side: "left" });
    expect(seen.refused).toContain("splits.dev[0].word: reads the same from both sides");
  });
  it("is prompted, read and scored", () => {
    expect(seen.backwards).toMatchObject({ prompt: "Write “dog” backwards.", read: "god", assessed: { score: 1, mocoScore: 0.5 } });
    expect(seen.record).toMatchObject({ score: 1, mocoScore: 0.5 });
  });
  it("is explained on its page: title, metric, chance, and how answers are read", () => {
    expect(seen.backwards.page).toMatchObject({
      typeTitle: backwards.title,
      metric: backwards.metric,
      chance: 0.75,
      chanceWords: backwards.chance.words,
      obstacle: null,
      example: {
        prompt: "Write “dog” backwards.",
        readings: [
          { answer: "god", verdict: { score: 1 } },
          { answer: "dog", verdict: { score: 0 } },
          { answer: "", verdict: { parsed: null } },
        ],
      },
    });
    expect(seen.backwards.view).toEqual({ text: "dog", options: [], expected: "The word god." });
  });
  it("is said not to be scored here where it needs a scorer that is missing, and scored by it where it is there", () => {
    expect(seen.openBackwards.page).toMatchObject({
      typeTitle: openBackwards.title,
      obstacle: expect.stringContaining("no reward endpoint"),
    });
    expect(seen.openBackwards.unscored).toContain("It cannot be scored here");
    expect(seen.openBackwards.assessed).toMatchObject({ score: 7, mocoScore: null });
    expect(seen.scoredByModel).toContain("open_backwards");
  });
});
