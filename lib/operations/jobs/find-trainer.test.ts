import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { findTrainer, pythonOf, requirementsDigest, trainerFolder } from "./find-trainer";

const project = process.cwd();

/** A data folder with an environment whose note says so. */
function made(note?: unknown): string {
  const data = mkdtempSync(join(tmpdir(), "trainer-"));
  const python = pythonOf(trainerFolder(data));
  mkdirSync(dirname(python), { recursive: true });
  writeFileSync(python, "");
  if (note !== undefined)
    writeFileSync(join(trainerFolder(data), "polyphony.json"), typeof note === "string" ? note : JSON.stringify(note));
  return data;
}

it("is there when its note says that it was finished from these requirements", () => {
  const versions = { python: "3.11.7", torch: "2.13.0+cpu" };
  const data = made({ requirements: requirementsDigest(project), versions, tests: false });
  expect(findTrainer(data)).toEqual({
    there: true,
    python: pythonOf(trainerFolder(data)),
    programs: join(project, "gpu/jobs"),
    versions,
    tests: false,
  });
});

it("says how to get it where there is none, none that was finished, or one of another version", () => {
  const words = (data: string) => {
    const found = findTrainer(data);
    return found.there ? "" : found.words;
  };
  expect(words(mkdtempSync(join(tmpdir(), "trainer-")))).toContain("Run npm run trainer once");
  for (const note of [undefined, "{", "[]", { requirements: 1 }]) expect(words(made(note))).toContain("was not finished");
  expect(words(made({ requirements: "old", versions: {}, tests: true }))).toContain("another version");
});

it("is another one when a requirement changes", () => {
  const other = mkdtempSync(join(tmpdir(), "project-"));
  cpSync("gpu/environments", join(other, "gpu/environments"), { recursive: true });
  expect(requirementsDigest(other)).toBe(requirementsDigest(project));
  writeFileSync(join(other, "gpu/environments/train.txt"), "torch==1.0.0\n");
  expect(requirementsDigest(other)).not.toBe(requirementsDigest(project));
});
