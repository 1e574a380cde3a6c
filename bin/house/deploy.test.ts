import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { measureProcess, metrics } from "@/lib/metrics";
import { root } from "../stack/settings";
import { filesBelow, isSource, read } from "./source-files";

const scratch = () => mkdtempSync(join(tmpdir(), "polyphony-deploy-"));
/** Whether a tool of the operating system is there; what needs it is skipped where it is not. */
const has = (tool: string) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;
const units = readdirSync(join(root, "deploy/systemd"));

/** Read by the processes of a portal before the settings are validated, or by its start. */
const beforeValidation = ["PORT", "LOG_LEVEL"];
/** For tests, and for the shell that everything runs in. */
const nobodySets = ["CHAOS_FAIL_POINT"];

it("names every setting in the example of an environment file, and nothing else", () => {
  const settings = [...read("lib/env.ts").matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name = ""]) => name);
  expect(settings.length).toBeGreaterThan(20);
  const wanted = [...settings, ...beforeValidation].filter((name) => !nobodySets.includes(name));
  const named = [...read("deploy/polyphony.env.example").matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name = ""]) => name);
  expect([...new Set(named)].sort()).toEqual(wanted.sort());
});

it("watches metrics that exist, with values that their labels have", async () => {
  measureProcess();
  const rules = read("deploy/prometheus/polyphony.rules.yml");
  const known = (await metrics.getMetricsAsJSON()).map(({ name }) => name);
  const used = new Set([...rules.matchAll(/\bpolyphony_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, "")));
  expect([...used].filter((name) => !known.includes(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(8);
  const code = filesBelow()
    .filter((file) => file.startsWith("lib/") && isSource(file))
    .map(read)
    .join("\n");
  const values = [...rules.matchAll(/\b(?:outcome|result|kind|state)=~?"([^"]+)"/g)].flatMap(([, value = ""]) => value.split("|"));
  expect(values.filter((value) => !code.includes(`"${value}"`) && !code.includes(`${value}:`))).toEqual([]);
});

it.skipIf(!has("promtool"))("gives rules that Prometheus accepts (skipped without promtool)", () => {
  const said = execFileSync("promtool", ["check", "rules", join(root, "deploy/prometheus/polyphony.rules.yml")], { encoding: "utf8" });
  expect(said).toContain("SUCCESS");
});

it.skipIf(!has("systemd-analyze"))("gives units that systemd accepts and calls hardened (skipped without systemd-analyze)", () => {
  const folder = scratch();
  for (const unit of units) {
    // The same lines, for the folder that the program is in here.
    writeFileSync(join(folder, unit), read(`deploy/systemd/${unit}`).replaceAll("/opt/polyphony", root));
  }
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...units.map((unit) => join(folder, unit))], {
    encoding: "utf8",
  });
  // Units of the machine itself may be odd; ours must not be named.
  expect(stderr.split("\n").filter((line) => line.includes("polyphony") && !line.includes("Failed to open /dev"))).toEqual([]);
  expect(status).toBe(0);
});

it.skipIf(!has("logrotate"))("gives a rotation that logrotate accepts (skipped without logrotate)", () => {
  const folder = scratch();
  mkdirSync(join(folder, "logs"));
  writeFileSync(join(folder, "logs", "web.log"), "a line\n");
  const file = join(folder, "polyphony");
  const here = read("deploy/logrotate/polyphony")
    .replace("/var/lib/polyphony", folder)
    .replace(/^ +su .*$/m, "");
  writeFileSync(file, here, { mode: 0o644 });
  const { status, stderr } = spawnSync("logrotate", ["--debug", "--force", "--state", join(folder, "state"), file], { encoding: "utf8" });
  expect({ status, error: stderr.match(/^error:.*/m)?.[0] }).toEqual({ status: 0, error: undefined });
  expect(stderr).toContain("web.log");
});

it("says the same of every unit: its user, its folder, its settings, and what it may not touch", () => {
  const services = units.filter((unit) => unit.endsWith(".service"));
  expect(services.length).toBe(5);
  for (const unit of services) {
    const text = read(`deploy/systemd/${unit}`);
    for (const line of ["User=polyphony", "EnvironmentFile=/etc/polyphony/polyphony.env", "ProtectSystem=strict", "NoNewPrivileges=yes"])
      expect(text, unit).toContain(line);
    const program = /ExecStart=.*?(bin\/\w+\.ts)/.exec(text)?.[1] ?? "";
    expect(readFileSync(join(root, program), "utf8").length, unit).toBeGreaterThan(0);
    if (text.includes("Restart=always")) expect(text, unit).toMatch(/StartLimitBurst=[\s\S]*KillMode=mixed/);
  }
});

it("gives an environment file that a shell and systemd read alike", () => {
  const file = join(scratch(), "env");
  const lines = read("deploy/polyphony.env.example")
    .replace(/^#(?=[A-Z])/gm, "")
    .split("\n");
  writeFileSync(file, lines.join("\n"));
  const said = execFileSync("sh", ["-c", `set -a; . ${file}; env -0`], { encoding: "utf8", env: { NODE_ENV: "test" } });
  const inShell = new Map(said.split("\0").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
  for (const line of lines.filter((one) => /^[A-Z]/.test(one))) {
    const [, name = "", value = ""] = /^(\w+)=(.*)$/.exec(line) ?? [];
    // Of a name that stands twice, the last one counts for both.
    if (lines.findLast((one) => one.startsWith(`${name}=`)) !== line) continue;
    expect(inShell.get(name), name).toBe(value.replace(/^(["'])(.*)\1$/, "$2"));
  }
});
