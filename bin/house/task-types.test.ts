import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { taskTypeNames } from "@/lib/tasks/types/registry";
import { root } from "../stack/settings";

/** What may say the name of a task type, and why. */
const exceptions = [
  { path: /^lib\/tasks\/types\//, why: "here a type is declared" },
  { path: /^lib\/tasks\/declared-tasks\.ts$/, why: "the tasks of the paper are data" },
  { path: /^lib\/results\/importing-moco\/caveats\.ts$/, why: "what logs of MoCo say of themselves" },
  {
    path: /^lib\/(systems|methods|results\/importing-moco|tasks\/scoring)\//,
    name: "reward_model",
    why: "a model that scores, by the same word",
  },
];

/** Names of task types that a text uses as values, keys or members. */
function namedIn(text: string): string[] {
  return taskTypeNames.filter((name) => new RegExp(`["'\`.]${name}\\b|\\b${name}["'\`]?:`).test(text));
}

describe("the names of task types", () => {
  const files = globSync("{app,bin,components,lib,prisma,worker,zoo}/**/*.{ts,tsx,mjs}", { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !/\.test\.tsx?$|\/testing\/|^lib\/db\/generated\//.test(file));
  const uses = files.flatMap((file) => namedIn(readFileSync(join(root, file), "utf8")).map((name) => ({ file, name })));
  const isCovered = (use: { file: string; name: string }, { path, name }: (typeof exceptions)[number]) =>
    path.test(use.file) && (name === undefined || name === use.name);

  it("are said by no file but those that declare them", () => {
    const strangers = uses.filter((use) => !exceptions.some((exception) => isCovered(use, exception)));
    expect(strangers.map(({ file, name }) => `${file} names ${name}`)).toEqual([]);
  });
  it("are still said wherever an exception is made", () => {
    const unneeded = exceptions.filter((exception) => !uses.some((use) => isCovered(use, exception)));
    expect(unneeded).toEqual([]);
  });
  it.each([
    ['    case "multiple_choice": {', ["multiple_choice"]],
    ["const words = { f1_match: 1, 'coding': 2 };", ["f1_match", "coding"]],
    ["enum TaskType { } const type = TaskType.reward_model;", ["reward_model"]],
    ["/** How noncompliance and coding are scored. */", []],
  ])("are found in %j", (text, names) => {
    expect(namedIn(text)).toEqual(names);
  });
});
