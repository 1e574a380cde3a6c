import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openConfiguredCluster } from "@/lib/cluster/configured";
import { Keeper } from "@/lib/cluster/keeping/keeper";
import { command } from "./jobs";

const folder = mkdtempSync(join(tmpdir(), "polyphony-trial-"));
const said = vi.spyOn(process.stdout, "write");
let keeper: Keeper;

beforeAll(() => {
  process.env.DATA_DIR = folder;
  keeper = new Keeper(openConfiguredCluster());
  keeper.start();
});

afterAll(async () => {
  await keeper.stop();
  rmSync(folder, { recursive: true, force: true });
});

const words = () => said.mock.calls.map(([text]) => String(text)).join("");

it("tries a whole job out and lists it, names the machines, and says what is not there", async () => {
  await command.run(["try"]);
  expect(words()).toContain("It works: done after");
  await command.run(["list"]);
  expect(words()).toMatch(/[0-9a-f]{12} {2}export {2}Done/);
  await command.run(["nodes"]);
  expect(words()).toContain("0 of 0 GPUs taken");
  await expect(command.run(["cancel", "ffffff"])).rejects.toThrow('not "ffffff"');
  await expect(command.run(["try", "lots"])).rejects.toThrow("as a number");
});
