import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What this process counts, in the words of Prometheus. Labels come from configuration and code, never from what people typed. */
export const metrics = new Registry();

const registers = [metrics];

/** Texts that model servers were asked for: `made`, or `failed` after all tries. Those that the memo knew are not among them. */
export const generationsTotal = new Counter({
  name: "polyphony_generations_total",
  help: "Texts that model servers were asked for, by outcome.",
  labelNames: ["outcome"] as const,
  registers,
});

/** Looked up in the memo: `hit`, `miss`, or `shared` with a request that was on its way already. */
export const memoLookupsTotal = new Counter({
  name: "polyphony_memo_lookups_total",
  help: "Look-ups in the memo of generations, by result.",
  labelNames: ["result"] as const,
  registers,
});

/** HTTP requests to model servers, every try counted. */
export const endpointRequestsTotal = new Counter({
  name: "polyphony_endpoint_requests_total",
  help: "HTTP requests to a model server, by outcome; every try counts.",
  labelNames: ["endpoint", "outcome"] as const,
  registers,
});

export const spareAnswersTotal = new Counter({
  name: "polyphony_endpoint_spare_answers_total",
  help: "Answers beyond the one that was asked for, which are not read.",
  labelNames: ["endpoint"] as const,
  registers,
});

/** Seconds from sending a request to its complete answer. */
export const endpointRequestSeconds = new Histogram({
  name: "polyphony_endpoint_request_seconds",
  help: "Seconds from sending a request to a model server to its complete answer.",
  labelNames: ["endpoint"] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  registers,
});

/** Requests that may be on their way to a model server at once. */
export const endpointWindow = new Gauge({
  name: "polyphony_endpoint_window",
  help: "Requests that may be on their way to a model server at once.",
  labelNames: ["endpoint"] as const,
  registers,
});

/** Requests on their way to a model server now. */
export const endpointInFlight = new Gauge({
  name: "polyphony_endpoint_in_flight",
  help: "Requests on their way to a model server now.",
  labelNames: ["endpoint"] as const,
  registers,
});

/** Tokens read (`prompt`) and written (`completion`) by models for generations that were newly made. */
export const tokensTotal = new Counter({
  name: "polyphony_tokens_total",
  help: "Tokens of newly made generations, by kind.",
  labelNames: ["kind"] as const,
  registers,
});

/** Runs that this worker executes now. */
export const runsHeld = new Gauge({ name: "polyphony_runs_held", help: "Runs that this worker executes now.", registers });

/** Runs of the whole portal that have not ended, by state, read when a monitor asks. */
export const queueDepth = new Gauge({
  name: "polyphony_queue_depth",
  help: "Runs of the whole portal that have not ended, by state.",
  labelNames: ["state"] as const,
  registers,
});

/** For how long the run that waits longest has been in its state, read when a monitor asks. */
export const queueOldestSeconds = new Gauge({
  name: "polyphony_queue_oldest_seconds",
  help: "Seconds since the run that has been in its state longest came into it, by state.",
  labelNames: ["state"] as const,
  registers,
});

/** Runs of the whole portal that stand as failed, by the code of the reason, read when a monitor asks. */
export const failedRuns = new Gauge({
  name: "polyphony_failed_runs",
  help: "Runs of the whole portal that stand as failed, by reason.",
  labelNames: ["code"] as const,
  registers,
});

/** Jobs that have not ended, by state, read when a monitor asks. */
export const openJobs = new Gauge({
  name: "polyphony_jobs",
  help: "Jobs of the whole portal that have not ended, by state.",
  labelNames: ["state"] as const,
  registers,
});

/** Jobs given to a cluster: `taken`, `adopted` where one was found by its name, `later`, `refused`, or `failed` without an answer. */
export const submissionsTotal = new Counter({
  name: "polyphony_job_submissions_total",
  help: "Jobs given to a cluster, by outcome.",
  labelNames: ["cluster", "outcome"] as const,
  registers,
});

/** 1 while the cluster does not answer, so that its jobs stay as they are. */
export const clusterAway = new Gauge({
  name: "polyphony_cluster_away",
  help: "1 while the cluster does not answer.",
  labelNames: ["cluster"] as const,
  registers,
});

/** Begins to measure the process itself: event-loop lag, memory, processor time. Called once, by a worker. */
export function measureProcess(): void {
  collectDefaultMetrics({ register: metrics, prefix: "polyphony_" });
}
