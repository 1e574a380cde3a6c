import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { openConfiguredCluster } from "@/lib/cluster/configured";
import { Keeper } from "@/lib/cluster/keeping/keeper";
import { closeDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { armFailPoint } from "@/lib/fail-point";
import { log } from "@/lib/log";
import { configuredMakers } from "@/lib/operations/derived/configured-makers";
import { openConfiguredEngine } from "@/lib/operations/engine";
import { Leaser } from "@/lib/runs/leasing/leaser";
import { readVersion } from "@/lib/version";
import { startChores } from "./chores";
import { executeRun } from "./handlers/execute-run";
import { serveMetrics } from "./serve-metrics";

/** The portal's second process: executes runs and does the chores that pages leave behind. */
const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
const { LEASE_RENEWAL_S: renewalSeconds, RUNS_AT_ONCE: concurrency, WORKER_METRICS_PORT: port, WORKER_METRICS_HOST: host } = env();
const version = readVersion();
const stopSeconds = 10;
armFailPoint(env().CHAOS_FAIL_POINT);

const engine = openConfiguredEngine(configuredMakers());
const leaser = new Leaser({
  owner,
  version,
  concurrency,
  renewalSeconds,
  engine,
  conduct: (lease, signal) => executeRun(lease, signal, engine),
});
const keeper = new Keeper(openConfiguredCluster());
let isStopping = false;
// First, so that whoever asks whether this process is alive notices a chore that stops it at once.
const monitor = port === undefined ? null : await serveMetrics({ host, port }, () => leaser.isHealthy());
const chores = startChores(owner);
leaser.start();
keeper.start();
log.info({ worker: owner, version, concurrency }, "the worker is ready");

async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ worker: owner, signal }, "the worker stops");
  // Whatever hangs, the leases run out and another worker continues.
  setTimeout(() => process.exit(1), stopSeconds * 1_000).unref();
  await Promise.all([leaser.stop(), chores.stop(), keeper.stop(), monitor?.close()]);
  await engine.close();
  await closeDatabase();
  process.exit(0);
}

process.on("SIGTERM", (signal) => void stop(signal));
process.on("SIGINT", (signal) => void stop(signal));
process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise failed unseen"));
