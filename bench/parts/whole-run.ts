import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { isTerminal } from "@/lib/runs/states";

interface WholeRun {
  seconds: number;
  /** Milliseconds of the worker's processor time per question. */
  cpuMs: number;
  failures: number;
}

export interface Worker {
  /** Evaluates the model "mock" on a task of so many questions as the portal does: a run, scored and recorded. */
  evaluate(actor: Actor, task: string, questions: number): Promise<WholeRun>;
  stop(): void;
}

/** Seconds of processor time of a process so far (Linux: fields 14 and 15 of its stat file, in hundredths). */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/**
 * A worker as a process of its own, as soon as it takes runs.
 * @param endpoints as in ENDPOINTS
 */
export async function startWorker(endpoints: object[]): Promise<Worker> {
  const worker = spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], {
    env: { ...process.env, ENDPOINTS: JSON.stringify(endpoints) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const pid = worker.pid ?? 0;
  while ((await db().runWorker.count({ where: { id: { contains: `:${pid}:` } } })) === 0) await wait(50);
  return {
    evaluate: async (actor, task, questions) => {
      const before = processorSeconds(pid);
      const number = await launch(actor, task);
      for (;;) {
        const run = await db().run.findUniqueOrThrow({ where: { number } });
        if (isTerminal(run.state)) {
          const seconds = ((run.finishedAt?.getTime() ?? 0) - (run.startedAt?.getTime() ?? 0)) / 1_000;
          return { seconds, cpuMs: ((processorSeconds(pid) - before) * 1_000) / questions, failures: questions - run.questionsDone };
        }
        if (run.state === "needs_approval") throw new Error("The run pauses, because it costs more than was estimated.");
        await wait(100);
      }
    },
    stop: () => worker.kill("SIGKILL"),
  };
}

async function launch(actor: Actor, task: string): Promise<number> {
  const [number] = await launchRun(actor, {
    kind: "individual",
    models: ["mock"],
    decoding: { temperature: 0, maxTokens: 256 },
    split: "test",
    tasks: [task],
    questionsPerTask: null,
    priority: 0,
  });
  if (number === undefined) throw new Error("Nothing was queued.");
  return number;
}
