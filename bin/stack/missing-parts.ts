import { setTimeout as sleep } from "node:timers/promises";
import { healthAnswer } from "@/lib/api/shapes";

/** Milliseconds. The worker shows itself soon, or is broken; model servers may be away for days. */
const patience = { worker: 60_000, others: 5_000 };

/** What a portal that answers does not have yet, in words: "model server lab (does not answer)". */
export async function missingParts(health: string): Promise<string[]> {
  const begun = Date.now();
  for (;;) {
    const response = await fetch(health, { signal: AbortSignal.timeout(2 * patience.others) }).catch(() => null);
    const answer = healthAnswer.safeParse(await response?.json().catch(() => null));
    const missing = answer.data?.checks.filter(({ ok }) => !ok) ?? [];
    if (answer.success && missing.length === 0) return [];
    const awaitsWorker = !answer.success || missing.some(({ name }) => name === "worker");
    const waitsFor = awaitsWorker ? patience.worker : patience.others;
    if (Date.now() - begun >= waitsFor) return missing.map(({ name, detail }) => `${name} (${detail})`);
    await sleep(500);
  }
}
