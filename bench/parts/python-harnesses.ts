import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { say } from "./report";

const folder = join(process.cwd(), ".polyphony", "bench-venv");
const python = join(folder, "bin", "python");

/** The interpreter of an environment that holds Inspect AI and lm-evaluation-harness, made at the first call. */
export function findHarnesses(): string {
  if (!existsSync(join(folder, "ready"))) install();
  return python;
}

function install(): void {
  say("Installing Inspect AI and lm-evaluation-harness (once, a few minutes) ...");
  if (run("python3", ["-m", "venv", folder]) !== 0) {
    throw new Error("This benchmark needs Python 3.10 or newer with the module venv: install python3 and python3-venv, then run it again.");
  }
  if (run(python, ["-m", "pip", "install", "--quiet", "inspect-ai", "lm-eval[api]", "openai"]) !== 0) {
    throw new Error("pip could not install inspect-ai and lm-eval. Is the Python package index reachable? Then run it again.");
  }
  run("touch", [join(folder, "ready")]);
}

function run(command: string, options: string[]): number | null {
  return spawnSync(command, options, { stdio: ["ignore", "ignore", "inherit"] }).status;
}

/** "0.3.1 of inspect-ai, ..." */
export function harnessVersions(): Record<string, string> {
  const code = "import importlib.metadata as m; print(m.version('inspect-ai'), m.version('lm-eval'))";
  const [inspect = "?", lmEval = "?"] = spawnSync(python, ["-c", code], { encoding: "utf8" }).stdout.trim().split(" ");
  return { "inspect-ai": inspect, "lm-eval": lmEval };
}
