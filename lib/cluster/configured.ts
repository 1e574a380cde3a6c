import { availableParallelism, totalmem } from "node:os";
import { resolve } from "node:path";
import { env, harmlessEnvironment } from "@/lib/env";
import type { Cluster } from "./cluster";
import { LocalCluster } from "./local";
import { SlurmCluster } from "./slurm";
import { readPortalMark } from "./slurm/portal-mark";
import type { JobPlace } from "./submit-job";

/** The part of this machine's memory that jobs may take where nobody said how much. */
const memoryShare = 0.8;

/** Which cluster jobs of this portal go to, as its environment says. */
export function configuredPlace(): JobPlace {
  const { CLUSTER, CLUSTER_FOLDER, SLURM_NAME, DATA_DIR } = env();
  return { cluster: CLUSTER === "local" ? "local" : SLURM_NAME, folder: resolve(CLUSTER_FOLDER ?? `${DATA_DIR}/jobs`) };
}

/** The cluster that the environment names. Nothing is asked of it yet, so that it may be away. */
export function openConfiguredCluster(): Cluster {
  const { CLUSTER, CLUSTER_CPUS, CLUSTER_GPUS, CLUSTER_MEMORY_MB, CLUSTER_PYTHON: python, ...settings } = env();
  const { folder } = configuredPlace();
  const environment = harmlessEnvironment();
  if (CLUSTER === "local") {
    const memoryMb = CLUSTER_MEMORY_MB ?? Math.floor((totalmem() / 2 ** 20) * memoryShare);
    return new LocalCluster({
      capacity: { cpus: CLUSTER_CPUS ?? availableParallelism(), gpus: CLUSTER_GPUS, memoryMb },
      folder,
      python,
      environment,
    });
  }
  const { SLURM_NAME: name, SLURM_PARTITION: partition, SLURM_ACCOUNT: account, SLURM_QOS: qos, SLURM_SSH: ssh } = settings;
  return new SlurmCluster({ name, partition, account, qos, ssh, python, environment, portal: readPortalMark });
}
