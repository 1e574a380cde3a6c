import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Seconds between renewals: short, so that an orphaned run is adopted soon. */
const RENEWAL_SECONDS = 2;
const inChaos = (file: string) => join(process.cwd(), "worker/chaos/testing", file);

export interface WorkerSettings {
  endpoints: readonly { name: string; url: string; maxInFlight: number }[];
  /** See `lib/fail-point.ts`. */
  failPoint?: string;
}

/** A worker as `npm start` runs it, with a log of what it acknowledged. */
export class WorkerProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), "polyphony-chaos-"));
  readonly #acknowledged = join(this.#folder, "acknowledged");
  readonly #child: ChildProcess;
  readonly exited: Promise<unknown>;

  constructor(settings: WorkerSettings) {
    const { NODE_ENV: _, ...inherited } = process.env;
    this.#child = spawn(process.execPath, ["--import", "tsx", "--import", inChaos("log-acknowledgements.ts"), "worker/main.ts"], {
      env: {
        ...inherited,
        NODE_ENV: "production",
        ENDPOINTS: JSON.stringify(settings.endpoints),
        LEASE_RENEWAL_S: String(RENEWAL_SECONDS),
        LOG_LEVEL: process.env.CHAOS_LOG ?? "fatal",
        CHAOS_ACKNOWLEDGED: this.#acknowledged,
        CHAOS_FAIL_POINT: settings.failPoint ?? "",
      },
      stdio: ["ignore", process.env.CHAOS_LOG ? "inherit" : "ignore", "inherit"],
    });
    this.exited = once(this.#child, "exit");
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Whether it stands still, by itself or by `signal("SIGSTOP")` (Linux: third field of its stat file). */
  get isStopped(): boolean {
    return this.isRunning && / T /.test(readFileSync(`/proc/${this.pid}/stat`, "utf8").slice(0, 200));
  }

  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    this.#child.kill(name);
  }

  /** Whether it is the owner that a run's lease names. */
  holds(leaseOwner: string | null): boolean {
    return leaseOwner?.includes(`:${this.pid}:`) ?? false;
  }

  /** Keys of the generations that its callers were given. */
  acknowledged(): string[] {
    return existsSync(this.#acknowledged) ? readFileSync(this.#acknowledged, "utf8").split("\n").filter(Boolean) : [];
  }

  /** Kills it and deletes its log. */
  async remove(): Promise<void> {
    this.signal("SIGKILL");
    await this.exited;
    rmSync(this.#folder, { recursive: true });
  }
}
