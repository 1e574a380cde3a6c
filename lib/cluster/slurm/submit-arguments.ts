import type { JobOrder } from "../cluster";
import { warnSeconds } from "../folder/prepare-attempt";

export interface SubmitSettings {
  partition?: string | undefined;
  account?: string | undefined;
  qos?: string | undefined;
}

/** What a job's comment in the cluster says, which survives being started again: whose it is, and which attempt. */
function jobComment(portal: string, { attempt, nonce }: { attempt: number; nonce: string }): string {
  return `polyphony.${portal}.${attempt}.${nonce}`;
}

/** @returns null for a job that is not of this portal */
export function readJobComment(portal: string, comment: string): { attempt: number; nonce: string } | null {
  const [, attempt, nonce] = new RegExp(`^polyphony\\.${portal}\\.(\\d{1,6})\\.([0-9a-f-]{36})$`).exec(comment) ?? [];
  return attempt && nonce ? { attempt: Number(attempt), nonce } : null;
}

/**
 * Arguments of sbatch; the script comes over its input. Nothing of what the program is asked to do is among them: that stands in
 * files of the job's folder. Slurm counts time limits in minutes.
 */
export function submitArguments(order: JobOrder, portal: string, { partition, account, qos }: SubmitSettings): string[] {
  const optional = { partition, account, qos };
  return [
    "sbatch",
    "--parsable",
    `--job-name=${order.name}`,
    "--dependency=singleton",
    `--comment=${jobComment(portal, order)}`,
    `--chdir=${order.folder}`,
    `--output=${order.folder}/slurm.txt`,
    "--open-mode=append",
    "--export=NONE",
    "--nodes=1",
    "--ntasks=1",
    `--cpus-per-task=${order.cpus}`,
    `--mem=${order.memoryMb}M`,
    `--time=${Math.ceil(order.seconds / 60)}`,
    `--signal=B:USR1@${Math.min(warnSeconds, Math.floor(order.seconds / 2))}`,
    order.resumable ? "--requeue" : "--no-requeue",
    ...(order.gpus > 0 ? [`--gres=gpu:${order.gpus}`] : []),
    ...Object.entries(optional).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
  ];
}
