import { createHash, randomUUID } from "node:crypto";
import { systemActor } from "@/lib/auth/actor";
import { awaitJob, JobNews } from "@/lib/cluster/await-job";
import { cancelJob } from "@/lib/cluster/cancel-job";
import { configuredPlace, openConfiguredCluster } from "@/lib/cluster/configured";
import { isJobReason, jobReasons, jobStateLabels } from "@/lib/cluster/labels";
import { listJobs } from "@/lib/cluster/queries";
import { submitJob } from "@/lib/cluster/submit-job";
import { env } from "@/lib/env";
import type { Command } from "../stack/command";
import { say, Trouble } from "../stack/step";

const actor = systemActor("command-line");

/** A job that needs nothing but Python, and says where it was. */
const trial = `
import json, os, socket, sys
said = {"machine": socket.gethostname(), "python": sys.version.split()[0], "gpus": os.environ.get("CUDA_VISIBLE_DEVICES", "")}
with open("result.tmp", "w") as file:
    json.dump(said, file)
os.replace("result.tmp", "result.json")
`;
const trialMinutes = 10;

export const command: Command = {
  summary: "jobs on this machine or the cluster: what runs, what there is, and whether it works at all",
  usage: ["jobs list", "jobs nodes", "jobs cancel NAME [REASON]", "jobs try [GPUS]"],
  async run([verb, ...given]) {
    const work = { list, nodes, cancel, try: tryOut }[verb ?? ""];
    if (!work) throw new Trouble(`Write one of:\n  ${command.usage.join("\n  ")}`);
    await work(given);
  },
};

async function list(): Promise<void> {
  const jobs = await listJobs(actor);
  for (const { name, purpose, state, reason, message, attempt, node, secondsUsed } of jobs) {
    const why = isJobReason(reason) ? jobReasons[reason].title : "";
    const words = [name.slice(0, 12), purpose, jobStateLabels[state], why, message ?? "", node ?? "", `attempt ${attempt}`];
    say([...words, `${secondsUsed.toFixed(0)} s`].filter(Boolean).join("  "));
  }
  if (jobs.length === 0) say("There are no jobs.");
}

async function nodes(): Promise<void> {
  const cluster = openConfiguredCluster();
  for (const { name, state, cpus, cpusTaken, gpus, gpusTaken, memoryMb } of await cluster.describeNodes()) {
    say(`${name}  ${state}  ${cpusTaken} of ${cpus} CPUs and ${gpusTaken} of ${gpus} GPUs taken  ${memoryMb} MB`);
  }
  await cluster.close();
}

async function cancel([start = "", ...words]: readonly string[]): Promise<void> {
  const jobs = (await listJobs(actor)).filter(({ name }) => start.length >= 6 && name.startsWith(start));
  const [job] = jobs;
  if (!job || jobs.length > 1) throw new Trouble(`Name one job by at least the first six digits (see: jobs list), not "${start}".`);
  await cancelJob(actor, { name: job.name, why: words.join(" ") || "cancelled at the command line" });
  say(`${job.name.slice(0, 12)} is told to stop.`);
}

/** A whole job from here to the cluster and back, as the portal's own go. */
async function tryOut([gpus = "0"]: readonly string[]): Promise<void> {
  if (!/^\d{1,2}$/.test(gpus)) throw new Trouble(`Say how many GPUs the trial takes as a number, not "${gpus}".`);
  const name = createHash("sha256").update(`trial ${randomUUID()}`).digest("hex");
  const asked = { command: [env().CLUSTER_PYTHON, "-c", trial], request: {}, gpus: Number(gpus), memoryMb: 256, seconds: 300 };
  const place = configuredPlace();
  await submitJob(actor, place, { ...asked, name, purpose: "export" });
  say(`Job ${name.slice(0, 12)} waits for a worker of this portal to give it to "${place.cluster}" (folder ${place.folder}).`);
  const news = new JobNews();
  const startedAt = performance.now();
  try {
    const job = await awaitJob(news, name, AbortSignal.timeout(trialMinutes * 60_000));
    const reason = job.reason ? ` ${jobReasons[job.reason].title} ${job.message ?? ""} ${jobReasons[job.reason].advice}` : "";
    if (job.state !== "done") throw new Trouble(`The trial ended as "${jobStateLabels[job.state]}".${reason}`);
    say(`It works: done after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s, its result is in ${job.resultFolder}.`);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new Trouble(`Nothing came back within ${trialMinutes} minutes. Is a worker running, and does it log that the cluster is away?`);
  } finally {
    await news.close();
  }
}
