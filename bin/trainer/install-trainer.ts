import { readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findTrainer, pythonOf, requirementsDigest, type TrainerNote, trainerFolder } from "@/lib/operations/jobs/find-trainer";
import { runCommand } from "../stack/run-command";
import { root } from "../stack/settings";
import { say, step, Trouble } from "../stack/step";
import { chooseInstaller, requirements } from "./installers";

/** Measured on Linux with the CPU build; the GPU build brings NVIDIA's libraries along. */
const sizes = { cpu: { download: "about 450 MB", disk: 1.6 }, gpu: { download: "about 3 GB", disk: 7 } };
const recorded = ["torch", "transformers", "trl", "peft", "accelerate", "datasets", "safetensors", "tokenizers", "numpy"];

/**
 * Makes the Python environment in the data folder, or goes on with one that was interrupted.
 *
 * @param withTests also installs what the tests of the programs need
 * @throws Trouble with what to do
 */
export async function installTrainer(dataDirectory: string, withTests: boolean): Promise<void> {
  const before = findTrainer(dataDirectory, root);
  if (before.there && (before.tests || !withTests)) {
    say(`The packages for training are there: ${told(before.versions)}.`);
    return;
  }
  const folder = trainerFolder(dataDirectory);
  const hasGpu = (await runCommand(["nvidia-smi", "-L"])).code === 0;
  const size = hasGpu ? sizes.gpu : sizes.cpu;
  const installer = await chooseInstaller(hasGpu);
  say(`This downloads ${size.download} with ${installer.name} and keeps ${size.disk} GB in ${folder}.`);
  say(
    hasGpu ? "There is an NVIDIA GPU: PyTorch comes with its libraries." : "There is no NVIDIA GPU: PyTorch comes in its build for CPUs.",
  );
  expectSpace(dataDirectory, size.disk);
  const note = join(folder, "polyphony.json");
  rmSync(note, { force: true });
  await step("Python", () => installer.create(folder));
  const files = [requirements("train.txt"), ...(withTests ? [requirements("test.txt")] : [])];
  await step("Packages", () => installer.install(folder, files, torchLine()));
  const versions = await step("Check", () => checkPackages(folder));
  writeFileSync(note, JSON.stringify({ requirements: requirementsDigest(root), versions, tests: withTests } satisfies TrainerNote));
  say(`\nReady: ${told(versions)}.`);
}

/** @throws Trouble where packages do not go together, or cannot be used on this machine */
async function checkPackages(folder: string): Promise<Record<string, string>> {
  const python = pythonOf(folder);
  const check = await runCommand([python, "-m", "pip", "check"]);
  if (check.code !== 0) throw new Trouble(`The packages do not go together:\n${check.output}`);
  const program =
    "import json, platform, sys, torch, importlib.metadata as m; " +
    "print(json.dumps({'python': platform.python_version()} | {name: m.version(name) for name in sys.argv[1:]}))";
  const { code, printed, output } = await runCommand([python, "-c", program, ...recorded]);
  if (code !== 0) throw new Trouble(`PyTorch was installed, but cannot be used on this machine:\n${output.slice(-2_000)}`);
  return JSON.parse(printed) as Record<string, string>;
}

function expectSpace(folder: string, gigabytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / 1e9;
  // The wheels lie in pip's cache too.
  if (free < gigabytes * 1.5)
    throw new Trouble(`${free.toFixed(1)} GB are free in ${folder}; free at least ${(gigabytes * 1.5).toFixed(1)} GB first.`);
}

function torchLine(): string {
  const line = readFileSync(requirements("train.txt"), "utf8").match(/^torch==\S+$/m)?.[0];
  if (!line) throw new Error("train.txt pins no torch");
  return line;
}

const told = ({ python, torch, transformers }: Record<string, string>) =>
  `Python ${python}, PyTorch ${torch}, transformers ${transformers}`;
