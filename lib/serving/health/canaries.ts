import type { Stop } from "../ending";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";
import { EndpointUnreachable, Refusal } from "../errors";
import { type CanaryReferences, canaryName, isSameSong, sing } from "./canary";

/** All in milliseconds. */
export interface HealthTimes {
  probeEvery: number;
  /** While the endpoint is suspect. */
  suspectEvery: number;
  probeDeadline: number;
  canaryEvery: number;
  canaryDeadline: number;
  /** How long an engine that failed its canary rests before it may sing again. */
  corruptRest: number;
  /** Probes end when nobody has asked for so long. */
  idleAfter: number;
}

/** The endpoint whose canaries sing, as far as they need to know it. */
interface Cage {
  readonly endpoint: Endpoint;
  /** Aborts when the endpoint is given up. */
  readonly life: Stop;
  readonly nonce: string | null;
  noteSong(): void;
  noteFault(error: EndpointUnreachable): void;
  noteChange(): void;
  noteCorruption(since: Date, reason: string): void;
}

/** What is known of one model's canary. Times in milliseconds since 1970. */
interface Canary {
  model: WantedModel;
  /** When the last good song began; null before the first. */
  passedAt: number | null;
  triedAt: number;
  singing: Promise<void> | null;
}

/** The canaries of one endpoint, one per model. */
export class Canaries {
  readonly #cage: Cage;
  readonly #references: CanaryReferences;
  readonly #times: HealthTimes;
  readonly #canaries = new Map<string, Canary>();
  /** Models are asked for thousands of times as the same object. */
  readonly #names = new WeakMap<WantedModel, string>();
  /** Since when its process has to prove itself: its first song, or the last good one before it failed and came back. */
  #firstAt: number | null = null;

  constructor(cage: Cage, references: CanaryReferences, times: HealthTimes) {
    this.#cage = cage;
    this.#references = references;
    this.#times = times;
  }

  get isSinging(): boolean {
    return [...this.#canaries.values()].some(({ singing }) => singing !== null);
  }

  /**
   * Nothing of before is believed.
   * @param isSameProcess whether what was said since its last good song is still waiting for the next one
   */
  forget(isSameProcess: boolean): void {
    this.#firstAt = isSameProcess && this.#firstAt !== null ? this.#lastSound().getTime() : null;
    this.#canaries.clear();
  }

  isProven(model: WantedModel): boolean {
    const canary = this.#canaries.get(this.#nameOf(model));
    const passedAt = canary?.passedAt ?? null;
    const isOld = passedAt === null || Date.now() - passedAt > this.#times.canaryEvery;
    const isTried = canary !== undefined && Date.now() - canary.triedAt < this.#times.probeEvery;
    if (isOld && !isTried) this.prove(model).catch(() => undefined);
    return passedAt !== null;
  }

  prove(model: WantedModel): Promise<void> {
    const canary = this.#canaries.get(this.#nameOf(model)) ?? { model, passedAt: null, triedAt: 0, singing: null };
    this.#canaries.set(this.#nameOf(model), canary);
    canary.triedAt = Date.now();
    canary.singing ??= this.#prove(canary).finally(() => {
      canary.singing = null;
    });
    return canary.singing;
  }

  #nameOf(model: WantedModel): string {
    const name = this.#names.get(model) ?? `${model.servedAs} ${model.weightsHash}`;
    this.#names.set(model, name);
    return name;
  }

  async #prove(canary: Canary): Promise<void> {
    const { endpoint } = this.#cage;
    const startedAt = Date.now();
    this.#firstAt ??= startedAt;
    try {
      // Once more before it counts: see `isSameSong`.
      const isSound = (await this.#sings(canary.model)) || (await this.#sings(canary.model));
      if (!isSound) {
        const reason = `${canary.model.servedAs} answers its canary otherwise than these weights did before`;
        this.#cage.noteCorruption(this.#lastSound(), reason);
        throw new EndpointUnreachable(endpoint.name, `is quarantined: ${reason}`);
      }
    } catch (error) {
      if (error instanceof EndpointUnreachable) this.#cage.noteFault(error);
      throw this.#explain(error, canary.model);
    }
    canary.passedAt = startedAt;
    this.#cage.noteSong();
  }

  /** A server that no longer has a model that it listed may have it again, or another may. */
  #explain(error: unknown, { servedAs }: WantedModel): unknown {
    if (!(error instanceof Refusal) || error.refusedWith !== 404) return error;
    this.#cage.noteChange();
    return new EndpointUnreachable(this.#cage.endpoint.name, `no longer serves ${servedAs} (${error.reason})`);
  }

  /** Since when the endpoint is not known to be sound: the oldest of the models' last good songs. */
  #lastSound(): Date {
    const passed = [...this.#canaries.values()].flatMap(({ passedAt }) => passedAt ?? this.#firstAt ?? []);
    return new Date(Math.min(Date.now(), ...passed));
  }

  async #sings({ servedAs, weightsHash }: WantedModel): Promise<boolean> {
    const { endpoint, life, nonce } = this.#cage;
    const song = await sing(endpoint, servedAs, { deadlineMs: this.#times.canaryDeadline, signal: life });
    if (nonce !== null && song.nonce !== nonce) {
      this.#cage.noteChange();
      throw new EndpointUnreachable(endpoint.name, "was restarted while its canary sang");
    }
    // Unknown weights have nothing to be compared with; that they answer is all that can be asked.
    if (weightsHash === "") return true;
    const { answers, engine } = song;
    const first = await this.#references.firstAnswers(canaryName(weightsHash, engine), { answers, engine, endpoint: endpoint.label });
    return isSameSong(first, answers);
  }
}
