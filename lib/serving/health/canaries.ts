import type { Stop } from "../ending";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";
import { EndpointQuarantined, EndpointUnreachable, Refusal } from "../errors";
import { pauseUnless } from "../on-abort";
import type { Canary } from "./canary";

/** All in milliseconds. */
export interface HealthTimes {
  probeEvery: number;
  /** While the endpoint is suspect. */
  suspectEvery: number;
  probeDeadline: number;
  canaryEvery: number;
  /** How long an engine may be silent over its canary that has answered before. */
  canaryDeadline: number;
  /** How long an engine that failed its canary rests before it is asked again. */
  corruptRest: number;
  /** The same where nobody wants a model of it. */
  corruptQuiet: number;
  /** Probes end when nobody has asked for so long. */
  idleAfter: number;
}

/** Milliseconds during which a server may say that it is not ready yet. */
const LONGEST_LOADING = 600_000;

/** The endpoint whose models are checked, as far as their canaries need to know it. */
interface CheckedEndpoint {
  readonly endpoint: Endpoint;
  /** Aborts when the endpoint is given up. */
  readonly life: Stop;
  readonly nonce: string | null;
  noteSound(): void;
  noteFault(error: EndpointUnreachable): void;
  noteChange(): void;
  noteCorruption(since: Date, reason: string): void;
}

/** What is known of one model. Times in milliseconds since 1970. */
interface Check {
  model: WantedModel;
  /** When the last check that it passed began; null before the first. */
  passedAt: number | null;
  triedAt: number;
  underWay: Promise<void> | null;
}

/** The canaries of one endpoint, one per model. */
export class Canaries {
  readonly #checked: CheckedEndpoint;
  readonly #canary: Canary;
  readonly #times: HealthTimes;
  readonly #checks = new Map<string, Check>();
  /** Models are asked for thousands of times as the same object. */
  readonly #names = new WeakMap<WantedModel, string>();
  /** Since when its process has to prove itself: its first check, or the last good one before it failed and came back. */
  #firstAt: number | null = null;

  constructor(checked: CheckedEndpoint, canary: Canary, times: HealthTimes) {
    this.#checked = checked;
    this.#canary = canary;
    this.#times = times;
  }

  /** Whether it is working on the first questions that it was ever asked. */
  get isFirst(): boolean {
    return this.isChecking && [...this.#checks.values()].every(({ passedAt }) => passedAt === null);
  }

  get isChecking(): boolean {
    return [...this.#checks.values()].some(({ underWay }) => underWay !== null);
  }

  /**
   * Nothing of before is believed.
   * @param isSameProcess whether what was said since its last good check still waits for the next one
   */
  forget(isSameProcess: boolean): void {
    this.#firstAt = isSameProcess && this.#firstAt !== null ? this.#lastSound().getTime() : null;
    this.#checks.clear();
  }

  isProven(model: WantedModel): boolean {
    const check = this.#checks.get(this.#nameOf(model));
    const passedAt = check?.passedAt ?? null;
    const isOld = passedAt === null || Date.now() - passedAt > this.#times.canaryEvery;
    const isTried = check !== undefined && Date.now() - check.triedAt < this.#times.probeEvery;
    if (isOld && !isTried) this.prove(model).catch(() => undefined);
    return passedAt !== null;
  }

  prove(model: WantedModel): Promise<void> {
    const check = this.#checks.get(this.#nameOf(model)) ?? { model, passedAt: null, triedAt: 0, underWay: null };
    this.#checks.set(this.#nameOf(model), check);
    check.triedAt = Date.now();
    check.underWay ??= this.#prove(check).finally(() => {
      check.underWay = null;
    });
    return check.underWay;
  }

  #nameOf(model: WantedModel): string {
    const name = this.#names.get(model) ?? `${model.servedAs} ${model.weightsHash}`;
    this.#names.set(model, name);
    return name;
  }

  async #prove(check: Check): Promise<void> {
    const { endpoint } = this.#checked;
    const startedAt = Date.now();
    this.#firstAt ??= startedAt;
    try {
      // Once more before it counts: a sound engine may meet an early tie.
      const isSound = (await this.#isSound(check.model)) || (await this.#isSound(check.model));
      if (!isSound) {
        const reason = `${check.model.servedAs} answers its canary otherwise than these weights did before`;
        this.#checked.noteCorruption(this.#lastSound(), reason);
        throw new EndpointQuarantined(endpoint.name, reason);
      }
    } catch (error) {
      if (error instanceof EndpointUnreachable) this.#checked.noteFault(error);
      throw this.#explain(error, check.model);
    }
    check.passedAt = startedAt;
    this.#checked.noteSound();
  }

  /** Asks until the server says no longer that it is not ready yet. */
  async #whenLoaded<T>(ask: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const isLoading = error instanceof EndpointUnreachable && error.isLoading;
        if (!isLoading || performance.now() - startedAt > LONGEST_LOADING) throw error;
        await pauseUnless(this.#checked.life, this.#times.probeEvery);
      }
    }
  }

  /** A server that no longer has a model that it listed may have it again, or another may. */
  #explain(error: unknown, { servedAs }: WantedModel): unknown {
    const { endpoint } = this.#checked;
    if (!(error instanceof Refusal) || error.refusedWith !== 404 || endpoint.serves !== null) return error;
    this.#checked.noteChange();
    return new EndpointUnreachable(endpoint.name, `no longer serves ${servedAs} (${error.reason})`);
  }

  /** Since when the endpoint is not known to be sound: the oldest of the models' last good checks. */
  #lastSound(): Date {
    const passed = [...this.#checks.values()].flatMap(({ passedAt }) => passedAt ?? this.#firstAt ?? []);
    return new Date(Math.min(Date.now(), ...passed));
  }

  async #isSound(model: WantedModel): Promise<boolean> {
    const { endpoint, life, nonce } = this.#checked;
    const reply = await this.#whenLoaded(() => this.#canary.ask(endpoint, model, { deadlineMs: this.#times.canaryDeadline, signal: life }));
    if (nonce !== null && reply.nonce !== nonce) {
      this.#checked.noteChange();
      throw new EndpointUnreachable(endpoint.name, "was restarted while its canary was asked");
    }
    return reply.isSound();
  }
}
