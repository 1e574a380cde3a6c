import type { z } from "zod";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { type EndpointSetting, env } from "@/lib/env";
import { log } from "@/lib/log";
import { workersAlive } from "@/lib/runs/watching/queries";
import { Endpoint } from "@/lib/serving/endpoint/endpoint";
import { askForListing } from "@/lib/serving/endpoint/listing";
import type { healthAnswer } from "./shapes";

type Check = z.infer<typeof healthAnswer>["checks"][number];

/** Milliseconds after which something counts as not there. */
const patience = 5_000;

/**
 * Whether the portal can serve people ("down" where its database does not answer), and which parts are missing ("degraded": pages are
 * there, what needs the part waits). Says what and since when, never addresses or messages of failures.
 */
export async function checkHealth(): Promise<z.infer<typeof healthAnswer>> {
  const endpoints = env().ENDPOINTS.map((setting) => check(`model server ${setting.name}`, () => checkEndpoint(setting)));
  const scorers = Object.entries(env().SCORERS).flatMap(([kind, scorer]) =>
    scorer ? check(`scorer ${kind}`, () => checkEndpoint({ name: kind, url: scorer.url, apiKey: scorer.apiKey })) : [],
  );
  const [database, ...others] = await Promise.all([
    check("database", checkDatabase),
    check("worker", checkWorker),
    ...endpoints,
    ...scorers,
  ]);
  const degraded = others.some(({ ok }) => !ok) ? "degraded" : "ok";
  return { status: database.ok ? degraded : "down", checks: [database, ...others] };
}

async function check(name: string, ask: () => Promise<Omit<Check, "name">>): Promise<Check> {
  try {
    return { name, ...(await within(ask())) };
  } catch (error) {
    log.warn({ err: error, check: name }, "a health check failed");
    return { name, ok: false, detail: "does not answer" };
  }
}

function within<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience).unref();
  });
  return Promise.race([work, late]);
}

async function checkDatabase() {
  await db().$queryRaw`SELECT 1`;
  return { ok: true, detail: "answers" };
}

async function checkWorker() {
  const { alive, lastSeen } = await workersAlive(anonymous);
  if (alive > 0) return { ok: true, detail: `${alive} at work` };
  return { ok: false, detail: lastSeen ? `last seen ${lastSeen.toISOString()}` : "none was ever seen" };
}

const endpoints = new Map<string, Endpoint>();

async function checkEndpoint(setting: EndpointSetting) {
  const key = JSON.stringify([setting.url, setting.apiKey, setting.models]);
  const endpoint = endpoints.get(key) ?? new Endpoint(setting);
  endpoints.set(key, endpoint);
  const { offers } = await askForListing(endpoint, patience);
  return { ok: offers.size > 0, detail: `serves ${offers.size} models` };
}
