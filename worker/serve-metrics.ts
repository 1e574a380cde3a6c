import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { countJobs } from "@/lib/cluster/count-jobs";
import { log } from "@/lib/log";
import { failedRuns, measureProcess, metrics, openJobs, queueDepth, queueOldestSeconds } from "@/lib/metrics";
import { countFailures } from "@/lib/runs/watching/count-failures";
import { readQueueDepth } from "@/lib/runs/watching/queue-depth";

/** What a monitor asks a worker. */
export interface MetricsServer {
  url: string;
  close(): Promise<void>;
}

/**
 * Answers GET /metrics in the words of Prometheus and GET /healthz with 200, or with 503 while the worker cannot reach the
 * database. It tells how busy the portal is, so it belongs on an address that only monitors reach.
 * @param isHealthy whether the worker has looked for runs lately
 * @returns null when the port is taken: a worker without a monitor works as well as one with
 */
export async function serveMetrics(where: { host: string; port: number }, isHealthy: () => boolean): Promise<MetricsServer | null> {
  measureProcess();
  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0];
    const answer = async () => {
      if (request.method !== "GET" || (path !== "/metrics" && path !== "/healthz")) return response.writeHead(404).end();
      if (path === "/healthz") {
        const healthy = isHealthy();
        return response.writeHead(healthy ? 200 : 503, { "content-type": "application/json" }).end(JSON.stringify({ healthy }));
      }
      await readQueue();
      response.writeHead(200, { "content-type": metrics.contentType }).end(await metrics.metrics());
    };
    answer().catch((error: unknown) => {
      log.error({ err: error, part: "metrics" }, "a monitor could not be answered");
      response.writeHead(500).end();
    });
  });
  const listening = await new Promise<boolean>((resolve) => {
    server.once("listening", () => resolve(true));
    server.once("error", (error) => {
      log.warn({ err: error, ...where, part: "metrics" }, "metrics are not served: the address cannot be used");
      resolve(false);
    });
    server.listen(where.port, where.host);
  });
  if (!listening) return null;
  const { address, port } = server.address() as AddressInfo;
  const url = `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
  log.info({ url, part: "metrics" }, "metrics are served");
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The queue is the database's; without it the numbers are left out rather than old. */
async function readQueue(): Promise<void> {
  for (const gauge of [queueDepth, queueOldestSeconds, failedRuns, openJobs]) gauge.reset();
  try {
    const [queue, failures, jobs] = await Promise.all([readQueueDepth(), countFailures(), countJobs()]);
    for (const { state, count, oldestSeconds } of queue) {
      queueDepth.set({ state }, count);
      queueOldestSeconds.set({ state }, oldestSeconds);
    }
    for (const { state, count } of jobs) openJobs.set({ state }, count);
    for (const { code, count } of failures) failedRuns.set({ code }, count);
  } catch (error) {
    log.debug({ err: error, part: "metrics" }, "the queue could not be read");
  }
}
