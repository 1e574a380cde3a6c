import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SlurmCluster, type SlurmSettings } from "../slurm";
import { readPortalMark } from "../slurm/portal-mark";
import type { SlurmMachine } from "./slurm-machine";
import { JobWorld } from "./world";

function slurmSettings(machine: SlurmMachine): SlurmSettings {
  return { name: "slurm", python: "/usr/bin/python3", environment: machine.environment, portal: readPortalMark, lookSeconds: 1 };
}

/** A keeper of a real Slurm, with its jobs in a folder of their own. */
export function openSlurmWorld(machine: SlurmMachine, changes: Partial<SlurmSettings> = {}): JobWorld {
  const folder = join(machine.folder, "jobs");
  mkdirSync(folder, { recursive: true });
  return new JobWorld(folder, () => new SlurmCluster({ ...slurmSettings(machine), ...changes }));
}
