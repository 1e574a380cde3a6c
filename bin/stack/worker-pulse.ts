import { findFreePort } from "@/prisma/free-port";

/** The environment of a worker that can be asked whether it is alive, and where: its own port for monitors, or one for this alone. */
export async function workerPulse(environment: NodeJS.ProcessEnv): Promise<{ environment: NodeJS.ProcessEnv; pulse: string }> {
  const given = Number(environment.WORKER_METRICS_PORT || 0);
  const port = given > 0 ? given : await findFreePort();
  const host = given > 0 ? environment.WORKER_METRICS_HOST || "127.0.0.1" : "127.0.0.1";
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return {
    environment: { ...environment, WORKER_METRICS_PORT: String(port), WORKER_METRICS_HOST: host },
    pulse: `http://${reachable}:${port}/healthz`,
  };
}
