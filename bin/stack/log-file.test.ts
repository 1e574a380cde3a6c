import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { LogFile } from "./log-file";

afterEach(() => void vi.restoreAllMocks());

it("says once that its disk has no room, marks the gap, and goes on when there is room again", () => {
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const folder = mkdtempSync(join(tmpdir(), "polyphony-log-"));
  const path = join(folder, "sub", "web.log");
  // Writing below a file fails as on a full disk, and goes on when a folder is in its place.
  writeFileSync(join(folder, "sub"), "");
  const log = new LogFile(path);
  for (let line = 0; line < 100; line += 1) log.write(Buffer.from("lost\n"));
  expect(log.lastWords()).toContain("lost");
  rmSync(join(folder, "sub"));
  renameSync(mkdtempSync(join(tmpdir(), "polyphony-log-")), join(folder, "sub"));
  log.write(Buffer.from("kept\n"));
  expect(readFileSync(path, "utf8")).toBe("\n[500 bytes are missing here: they could not be written]\nkept\n");
  expect(said).toHaveBeenCalledTimes(2);
});

it.runIf(process.platform === "linux")("takes a device without room for a full disk", () => {
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(() => appendFileSync("/dev/full", "x")).toThrow("ENOSPC");
  new LogFile("/dev/full").write(Buffer.from("lost"));
  expect(said.mock.calls.join()).toContain("the disk is full");
});

it("goes on in a new file when somebody rotates it away", () => {
  const path = join(mkdtempSync(join(tmpdir(), "polyphony-log-")), "web.log");
  const log = new LogFile(path);
  log.write(Buffer.from("old\n"));
  renameSync(path, `${path}.1`);
  log.write(Buffer.from("new\n"));
  expect(readFileSync(path, "utf8")).toBe("new\n");
});
