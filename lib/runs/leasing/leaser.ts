import { setTimeout as wait } from "node:timers/promises";
import { consentChannel } from "@/lib/consent/announce-withdrawal";
import { type Listener, listen } from "@/lib/db/listen";
import { log } from "@/lib/log";
import type { Engine } from "@/lib/operations/engine";
import { storeSpeeds } from "@/lib/serving/speeds/store-speeds";
import { blockWaitingRuns } from "../state/block-waiting-runs";
import { claimRun } from "../state/claim-run";
import { endAbandonedRuns } from "../state/end-abandoned-runs";
import { findBlocked } from "../state/find-blocked";
import type { Lease } from "../state/lease";
import { runsChannel } from "../state/notify-workers";
import { forgetWorker, reportWorker } from "./heartbeat";
import { releaseRun } from "./release-run";
import { renewLeases } from "./renew-leases";
import { RunStopped } from "./run-stopped";

export interface LeaserSettings {
  /** Unique name of this process. */
  owner: string;
  /** Of the program, for the operator's page. */
  version?: string;
  /** How many runs at once. Equal requests of concurrent runs are sent once. */
  concurrency: number;
  renewalSeconds: number;
  /** Which models it refuses, and how it sees the model servers and scorers. */
  engine: Pick<Engine, "refusals" | "describeEndpoints" | "takeSpeeds">;
  /** Executes a run to its end. Returns false to put the run back into the queue. */
  conduct(lease: Lease, signal: AbortSignal): Promise<boolean>;
}

interface HeldRun {
  lease: Lease;
  controller: AbortController;
  ended: Promise<void>;
}

const pollMilliseconds = 2_000;
/** A worker that has not reached the database for so long does nothing useful. */
const healthyMilliseconds = 15_000;

/** Claims runs, keeps their leases and executes them, until it is stopped. Survives any loss of the database. */
export class Leaser {
  readonly #settings: LeaserSettings;
  readonly #held = new Map<string, HeldRun>();
  /** Leases to give back as soon as the database answers. */
  readonly #toRelease = new Map<string, Lease>();
  readonly #stopping = new AbortController();
  #wake = Promise.withResolvers<void>();
  #renewedAt = performance.now();
  /** When the database last answered the search for runs. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #listener: Listener | undefined;
  #loops: Promise<unknown> = Promise.resolve();

  constructor(settings: LeaserSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#listener = listen([runsChannel, consentChannel], (id, channel) => {
      if (channel === consentChannel && id !== "") this.#settings.engine.refusals.refuse(id);
      if (channel === consentChannel || id === "" || this.#held.has(id)) void this.#renew();
      this.#wake.resolve();
    });
    this.#loops = Promise.all([this.#claimLoop(), this.#renewLoop()]);
  }

  /** Whether the database answered lately. */
  isHealthy(): boolean {
    return performance.now() - this.#lookedAt < healthyMilliseconds;
  }

  /** Stops taking runs, interrupts those it holds and gives them back, so that another worker continues at once. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.resolve();
    for (const { controller } of this.#held.values()) controller.abort(new RunStopped("stopping"));
    await this.#listener?.close();
    await this.#loops;
    // Only now: the claim loop may have taken one more run while it was told to stop.
    await Promise.all([...this.#held.values()].map((run) => run.ended));
    await this.#attempt("give runs back", () => this.#releaseAll());
    await this.#attempt("leave", () => forgetWorker(this.#settings.owner));
  }

  async #claimLoop(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#wake = Promise.withResolvers();
      await this.#attempt("report this worker", () => this.#reportWorker());
      await this.#attempt("look for runs", async () => {
        await this.#releaseAll();
        await endAbandonedRuns();
        await blockWaitingRuns();
        this.#lookedAt = performance.now();
        await this.#claimAll();
      });
      await Promise.race([this.#wake.promise, wait(pollMilliseconds, undefined, { ref: false })]);
    }
  }

  async #reportWorker(): Promise<void> {
    const { owner: id, version = "", concurrency, engine } = this.#settings;
    const runs = [...this.#held.values()].map(({ lease }) => lease.number);
    await reportWorker({ id, version, concurrency, runs, endpoints: engine.describeEndpoints() });
    await storeSpeeds(engine.takeSpeeds());
  }

  async #claimAll(): Promise<void> {
    while (this.#held.size < this.#settings.concurrency && !this.#stopping.signal.aborted) {
      const lease = await claimRun(this.#settings.owner, this.#settings.renewalSeconds);
      if (!lease) return;
      this.#conduct(lease);
    }
  }

  #conduct(lease: Lease): void {
    const controller = new AbortController();
    if (this.#stopping.signal.aborted) controller.abort(new RunStopped("stopping"));
    const ended = this.#settings
      .conduct(lease, controller.signal)
      .then((finished) => {
        if (!finished) this.#toRelease.set(lease.runId, lease);
      })
      .catch((error: unknown) => {
        log.warn(
          { err: error, run: lease.number, epoch: lease.epoch, part: "end" },
          "the end of a run could not be written; it goes back into the queue",
        );
        this.#toRelease.set(lease.runId, lease);
      })
      .finally(() => {
        this.#held.delete(lease.runId);
        this.#wake.resolve();
      });
    this.#held.set(lease.runId, { lease, controller, ended });
  }

  async #releaseAll(): Promise<void> {
    for (const [runId, lease] of this.#toRelease) {
      await releaseRun(lease, this.#stopping.signal.aborted ? "its worker stops" : "the database was away").catch((error: unknown) => {
        if (!(error instanceof Error && error.name === "LeaseLost")) throw error;
      });
      this.#toRelease.delete(runId);
    }
  }

  async #renewLoop(): Promise<void> {
    const seconds = this.#settings.renewalSeconds;
    while (!this.#stopping.signal.aborted) {
      await wait(seconds * 1_000, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (!this.#stopping.signal.aborted) await this.#renew();
    }
  }

  async #renew(): Promise<void> {
    const asked = [...this.#held.values()];
    if (asked.length === 0) {
      this.#renewedAt = performance.now();
      return;
    }
    const { owner, renewalSeconds } = this.#settings;
    const startedAt = performance.now();
    // The lease lasts three renewals. Two seconds after the second failed one nobody else can hold it yet: stop sending now.
    const fence = setTimeout(() => this.#stopHolding(asked), Math.max(0, this.#renewedAt + renewalSeconds * 2_500 - startedAt));
    try {
      const renewal = await renewLeases(
        owner,
        asked.map((run) => run.lease),
        renewalSeconds,
      );
      this.#renewedAt = startedAt;
      for (const { lease, controller } of asked) {
        if (!renewal.held.has(lease.runId)) controller.abort(new RunStopped("lease-lost"));
        else if (renewal.cancelling.has(lease.runId)) controller.abort(new RunStopped("cancelled"));
      }
      clearTimeout(fence);
      await this.#stopBlocked(asked);
    } catch (error) {
      const runs = asked.map(({ lease }) => lease.number);
      log.warn({ err: error, runs, part: "renew" }, "leases could not be renewed");
      if (performance.now() > this.#renewedAt + renewalSeconds * 2_000) this.#stopHolding(asked);
    } finally {
      clearTimeout(fence);
    }
  }

  /** A model whose consent was taken back is asked nothing more, by no run of this process. */
  async #stopBlocked(runs: readonly HeldRun[]): Promise<void> {
    const blocks = await findBlocked(runs.map(({ lease }) => lease.runId));
    for (const { lease, controller } of runs) {
      const block = blocks.get(lease.runId);
      if (!block) continue;
      for (const model of block.models) this.#settings.engine.refusals.refuse(model.id);
      controller.abort(new RunStopped("blocked"));
    }
  }

  #stopHolding(runs: readonly HeldRun[]): void {
    for (const { controller } of runs) controller.abort(new RunStopped("lease-lost"));
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error, what, part: "lease" }, "the worker could not do this now and tries again");
    }
  }
}
