import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runJobFolder } from "./run-job-folder";

const model = (name: string) => ({ folder: resolve(`zoo/models/zoo-${name}`) });
const data = process.env.DATA_DIR;
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, "write").mockReturnValue(true);
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "data-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  if (data === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = data;
});

/** A folder with a request. */
function folderWith(request: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "job-"));
  writeFileSync(join(folder, "request.json"), typeof request === "string" ? request : JSON.stringify(request));
  return folder;
}

describe("a job run by hand", () => {
  it("merges without Python, and writes the file that llama.cpp reads", async () => {
    const merge = { kind: "extrapolate", start: model("base"), end: model("warden"), alpha: 0.5 };
    const folder = folderWith({ kind: "merge", merge });
    await runJobFolder(folder, { gguf: true });
    for (const file of ["result.json", "out/model.safetensors", "out/model.gguf"]) expect(existsSync(join(folder, file))).toBe(true);
  });

  it("says what is missing where it needs Python and there is none", async () => {
    const folder = folderWith({ kind: "embed", model: model("base"), texts: ["Hi"] });
    await expect(runJobFolder(folder, { gguf: false })).rejects.toThrow("Run npm run trainer once");
  });

  it("says what is wrong with a request", async () => {
    await expect(runJobFolder(mkdtempSync(join(tmpdir(), "job-")), { gguf: false })).rejects.toThrow(/There is no .*request\.json/);
    await expect(runJobFolder(folderWith("{"), { gguf: false })).rejects.toThrow("is not JSON");
    await expect(runJobFolder(folderWith({ kind: "embed", texts: [] }), { gguf: false })).rejects.toThrow(/cannot be used[\s\S]*texts/);
  });
});
