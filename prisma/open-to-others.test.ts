import { chmodSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { closedFolder } from "./open-to-others";

it("names the folder that keeps other users from a path, and none where all are open", () => {
  const top = mkdtempSync(join(tmpdir(), "polyphony closed ü-"));
  const inner = join(top, "clone", "node_modules");
  mkdirSync(inner, { recursive: true });
  chmodSync(top, 0o700);
  expect(closedFolder(inner)).toBe(top);
  chmodSync(top, 0o755);
  expect(closedFolder(inner)).toBeNull();
});
