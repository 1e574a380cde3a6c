import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../stack/settings";
import { problemsOfWalk } from "./follow-walk";

const onDisk = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : null);

describe("the reading walk of docs/architecture.md", () => {
  it("is true: every file exists, and each imports the next or leaves its chore", () => {
    expect(problemsOfWalk(onDisk("docs/architecture.md") ?? "", onDisk)).toEqual([]);
  });

  const tree: Record<string, string> = {
    "app/actions.ts": 'import { send } from "@/lib/send";',
    "lib/send.ts": 'import { check } from "./jobs/check";\nimport { enqueue } from "./jobs/enqueue";',
    "lib/jobs/check.ts": "",
    "worker/handlers/check.ts": 'import { ask } from "@/lib/ask";',
    "worker/chores.ts": 'import { check } from "@/lib/jobs/check";\nimport { handleCheck } from "./handlers/check";',
    "lib/ask.ts": 'import { check } from "./jobs/check";',
    "lib/jobs/mail.ts": "",
    "worker/handlers/mail.ts": "",
  };
  const walk = (...steps: string[]) => {
    const text = steps.map((step, place) => `${place + 1}. ${step.replaceAll(/\S+\.ts/g, "`$&`")}: something happens.`).join("\n");
    return problemsOfWalk(`# A\n\n## A reading walk\n\n${text}\n\n## Another\n`, (file) => tree[file] ?? null);
  };

  it.each([
    ["a true walk", ["app/actions.ts → lib/send.ts → lib/jobs/check.ts → worker/handlers/check.ts", "lib/send.ts → lib/jobs/check.ts"], []],
    ["a file that is gone", ["app/actions.ts → lib/gone.ts"], ["lib/gone.ts does not exist."]],
    [
      "a file that was left out between two",
      ["app/actions.ts → lib/ask.ts"],
      ["app/actions.ts → lib/ask.ts: the first does not import the second."],
    ],
    [
      "a chore that nobody leaves",
      ["app/actions.ts → lib/send.ts", "lib/ask.ts → lib/jobs/check.ts"],
      [
        "lib/ask.ts begins a chain, but is neither a route nor named before.",
        "lib/ask.ts → lib/jobs/check.ts: the first enqueues nothing.",
      ],
    ],
    [
      "a chore that another handler takes, or none",
      ["app/actions.ts → lib/send.ts → lib/jobs/check.ts → worker/handlers/mail.ts", "lib/jobs/check.ts → worker/handlers/check.ts"],
      ["lib/jobs/check.ts → worker/handlers/mail.ts: the chore check is handled by worker/handlers/check.ts."],
    ],
    ["no walk at all", [], ['The document has no section "A reading walk" with arrows between files in backticks.']],
  ])("is read as it is meant: %s", (_, steps, problems) => {
    expect(walk(...steps)).toEqual(problems);
  });
});
