import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { closeDatabase, db } from "@/lib/db/client";
import type { Run } from "@/lib/db/generated/client";
import { seedPerson } from "@/lib/db/testing/people";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { isTerminal } from "@/lib/runs/states";
import { seedModel, seedTask } from "@/lib/runs/testing/builders";
import { type MockEndpoint, type MockSettings, startMockEndpoint } from "@/lib/serving/testing/mock-endpoint";
import { OwnPostgres } from "./own-postgres";
import { WorkerProcess, type WorkerSettings } from "./worker-process";

const members = ["one", "two", "three"];
export const CHARACTERS = 300;
/** So slow, in milliseconds, and so narrow that a large run lasts longer than a worker keeps a lease unrenewed. */
const LATENCY = 120;
const IN_FLIGHT = 24;
const QUESTIONS = { test: 120, dev: 10 };

/** A launch, told apart from all others by the length of its answers: none of it is in the memo. */
export type Load = "majority-vote" | "multi-agent-refine" | "prompt-routing" | "individual";
export const loads: readonly Load[] = ["majority-vote", "individual", "multi-agent-refine", "prompt-routing"];

/** A portal without pages: Postgres, model servers and workers, all to be broken. */
export class World {
  readonly postgres: OwnPostgres;
  readonly mocks: MockEndpoint[];
  readonly workers: WorkerProcess[] = [];
  /** Of each run. */
  readonly questions = QUESTIONS.test;
  readonly #maintainer: Actor;
  #launches = 0;
  #counted = 0;

  private constructor(postgres: OwnPostgres, mocks: MockEndpoint[], maintainer: Actor) {
    this.postgres = postgres;
    this.mocks = mocks;
    this.#maintainer = maintainer;
  }

  static async create(mocks: Partial<MockSettings>[] = [{}]): Promise<World> {
    const postgres = await OwnPostgres.create();
    process.env.DATABASE_URL = postgres.url;
    process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
    process.env.NEXTAUTH_SECRET = "a secret that only tests know, 32+ characters";
    await Promise.all(members.map((slug) => seedModel(slug)));
    await seedTask("numbers", QUESTIONS);
    const started = mocks.map((settings) => startMockEndpoint({ models: members, latency: LATENCY, characters: CHARACTERS, ...settings }));
    return new World(postgres, await Promise.all(started), await seedPerson("maintainer"));
  }

  async startWorker(settings: Partial<WorkerSettings> = {}): Promise<WorkerProcess> {
    const endpoints = this.mocks.map(({ url }, place) => ({ name: `mock ${place + 1}`, url, maxInFlight: IN_FLIGHT }));
    const worker = new WorkerProcess({ endpoints, ...settings });
    this.workers.push(worker);
    await this.until("a worker is ready", 60, async () => {
      const seen = await db().runWorker.findMany({ select: { id: true } });
      return seen.some(({ id }) => worker.holds(id)) || !worker.isRunning;
    });
    if (!worker.isRunning) throw new Error("the worker ended before it was ready");
    return worker;
  }

  /** Queues a run of new generations; returns its number. */
  async launch(load: Load): Promise<number> {
    this.#launches += 1;
    const decoding = { temperature: 0, maxTokens: 16 + this.#launches };
    // No limits: the mock says that each of its answers is long.
    const shared = { split: "test" as const, tasks: [], questionsPerTask: null, priority: 0, tokenCap: 0, unreadablePercent: 100 };
    const [number] = await launchRun(
      this.#maintainer,
      load === "individual"
        ? { ...shared, kind: "individual", models: ["one"], decoding }
        : {
            ...shared,
            kind: "system",
            method: load,
            models: members,
            parameters: load === "multi-agent-refine" ? { decoding, rounds: 1 } : { decoding },
            devPerTask: null,
          },
    );
    if (number === undefined) throw new Error("nothing was queued");
    return number;
  }

  /** How many of a growing number are new since the last call. */
  countNew(total: number): number {
    const fresh = total - this.#counted;
    this.#counted = total;
    return fresh;
  }

  run(number: number): Promise<Run> {
    return db().run.findUniqueOrThrow({ where: { number } });
  }

  async untilEnded(numbers: readonly number[], seconds = 60): Promise<void> {
    let stand = "";
    const ended = async () => {
      const runs = await Promise.all(numbers.map((number) => this.run(number)));
      stand = runs.map((run) => `${run.number} is ${run.state}, ${run.questionsDone} done: ${run.stage || run.failureMessage}`).join("; ");
      return runs.every(({ state }) => isTerminal(state));
    };
    await this.until("the runs have ended", seconds, ended).catch((error: unknown) => {
      throw new Error(stand, { cause: error });
    });
  }

  /** Asks again and again; a database that is away counts as "not yet". */
  async until(what: string, seconds: number, holds: () => boolean | Promise<boolean>): Promise<void> {
    const giveUpAt = performance.now() + seconds * 1_000;
    let last: unknown;
    while (performance.now() < giveUpAt) {
      try {
        if (await holds()) return;
      } catch (error) {
        last = error;
      }
      await wait(25);
    }
    throw new Error(`waited ${seconds} s without success until ${what}`, { cause: last });
  }

  async remove(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.remove()));
    await Promise.all(this.mocks.map((mock) => mock.close()));
    await closeDatabase();
    await this.postgres.remove();
  }
}
