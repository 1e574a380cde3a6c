import { log } from "@/lib/log";
import { endpointInFlight, endpointWindow } from "@/lib/metrics";
import { type CanaryReferences, canaryName, isSameSong, sing } from "./canary";
import type { Endpoint } from "./endpoint";
import { EndpointUnreachable, ServingError } from "./errors";
import { askForListing, type Listing, type WantedModel } from "./listing";
import type { EndpointCondition, EndpointState } from "./states";

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

/** Silent from now on, an endpoint is dead after 5 + 3 + 3 + 3 seconds. */
export const usualTimes: HealthTimes = {
  probeEvery: 5_000,
  suspectEvery: 3_000,
  probeDeadline: 3_000,
  canaryEvery: 600_000,
  canaryDeadline: 20_000,
  corruptRest: 60_000,
  idleAfter: 60_000,
};

/** Probes missed in a row that make an endpoint dead, and failed requests in a row that make it suspect. */
const missesUntilDead = 3;
const faultsUntilSuspect = 5;

/** An endpoint whose engine says other things than its weights should. */
export interface Corruption {
  /** As in ENDPOINTS. */
  endpoint: string;
  /** When the engine was last known to be sound, or when it was first asked. */
  since: Date;
  reason: string;
}

/** What a canary found, per model. */
interface Canary {
  model: WantedModel;
  /** When the last good song began; null before the first. Milliseconds since 1970. */
  passedAt: number | null;
  triedAt: number;
  singing: Promise<void> | null;
}

/**
 * The health of one endpoint: unknown, canary, ready, suspect, dead. It is probed every few seconds while anybody is
 * interested. A missed probe, or five failed requests in a row, make it suspect; three missed probes dead. From both it
 * comes back through a canary, as after a start.
 */
export class EndpointHealth {
  readonly endpoint: Endpoint;
  readonly #references: CanaryReferences;
  readonly #times: HealthTimes;
  readonly #onCorruption: (corruption: Corruption) => void;
  readonly #canaries = new Map<string, Canary>();
  #state: EndpointCondition = "unknown";
  #listing: Listing | null = null;
  /** Of the process that listed last; undefined before any did. */
  #nonce: string | null | undefined;
  #life = new AbortController();
  #message: string | null = null;
  #lastOkAt: number | null = null;
  #firstAskedAt: number | null = null;
  #corruptAt: number | null = null;
  #misses = 0;
  #faults = 0;
  #probing: Promise<void> | null = null;
  #probedAt = 0;
  #wantedAt = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    endpoint: Endpoint,
    settings: { references: CanaryReferences; times: HealthTimes; onCorruption(corruption: Corruption): void },
  ) {
    this.endpoint = endpoint;
    this.#references = settings.references;
    this.#times = settings.times;
    this.#onCorruption = settings.onCorruption;
  }

  /** What it serves, while it may be asked and that is believed. */
  get listing(): Listing | null {
    const isBelieved = this.#listing !== null && Date.now() - this.#listing.at <= 3 * this.#times.probeEvery;
    return isBelieved && (this.#state === "canary" || this.#state === "ready") ? this.#listing : null;
  }

  get message(): string | null {
    return this.#message;
  }

  /** Aborts when the endpoint is given up, so that those who wait for it ask elsewhere. */
  get life(): AbortSignal {
    return this.#life.signal;
  }

  describe(): EndpointState {
    const { label, url, window } = this.endpoint;
    return {
      name: label,
      url,
      state: this.#state,
      models: [...(this.#listing?.offers.keys() ?? [])],
      window: window.size,
      inFlight: window.inFlight,
      waiting: window.waiting,
      lastOkAt: this.#lastOkAt === null ? null : new Date(this.#lastOkAt),
      message: this.#message,
    };
  }

  /** Says that somebody is interested, which keeps the probes going. */
  watch(): void {
    this.#wantedAt = Date.now();
    this.#timer ??= this.#schedule(this.#times.probeEvery);
  }

  close(): Promise<void> {
    clearTimeout(this.#timer ?? undefined);
    return this.endpoint.close();
  }

  /** Asks what it serves, now; those who ask at the same time share the answer. Never rejects. */
  probe(): Promise<void> {
    this.#probing ??= this.#probe().finally(() => {
      this.#probing = null;
    });
    return this.#probing;
  }

  /** Whether it was probed within so many milliseconds. */
  wasProbedWithin(milliseconds: number): boolean {
    return this.#probing === null && Date.now() - this.#probedAt <= milliseconds;
  }

  /** A text came. */
  noteAnswer(): void {
    this.#faults = 0;
    this.#lastOkAt = Date.now();
  }

  /** A request failed for a reason that lies in the endpoint. */
  noteFault(error: EndpointUnreachable): void {
    if (error.isBusy) return;
    this.#faults += 1;
    if (this.#faults >= faultsUntilSuspect) this.#suspect(error.message);
    if (!this.wasProbedWithin(1_000)) void this.probe();
  }

  /** Forgets the listing, because a reply showed that it is no longer true. */
  noteChange(): void {
    this.#listing = null;
    void this.probe();
  }

  /** Whether the model's canary sang; begins a song, beside the requests, when it never did or the last is old. */
  isProven(model: WantedModel): boolean {
    const canary = this.#canaries.get(nameOf(model));
    const passedAt = canary?.passedAt ?? null;
    const isOld = passedAt === null || Date.now() - passedAt > this.#times.canaryEvery;
    const isTried = canary !== undefined && Date.now() - canary.triedAt < this.#times.probeEvery;
    if (isOld && !isTried) this.prove(model).catch(() => undefined);
    return passedAt !== null;
  }

  /** Has the model sing and compares. @throws ServingError when it cannot be used */
  prove(model: WantedModel): Promise<void> {
    const canary = this.#canaries.get(nameOf(model)) ?? { model, passedAt: null, triedAt: 0, singing: null };
    this.#canaries.set(nameOf(model), canary);
    canary.triedAt = Date.now();
    canary.singing ??= this.#prove(canary).finally(() => {
      canary.singing = null;
    });
    return canary.singing;
  }

  /** Has one model sing although nobody wants it yet, so that it is known whether the endpoint can serve. */
  proveSome(): void {
    const [first] = this.#listing?.offers ?? [];
    if (this.#state !== "canary" || !first || [...this.#canaries.values()].some(({ singing }) => singing !== null)) return;
    const [servedAs, { weightsHash }] = first;
    this.prove({ servedAs, weightsHash: weightsHash ?? "" }).catch((error: unknown) => {
      if (this.#state === "canary") this.#message = error instanceof Error ? error.message : String(error);
    });
  }

  async #prove(canary: Canary): Promise<void> {
    const startedAt = Date.now();
    this.#firstAskedAt ??= startedAt;
    try {
      const isSound = (await this.#sings(canary.model)) || (await this.#sings(canary.model));
      if (!isSound) this.#corrupt(`${canary.model.servedAs} answers its canary otherwise than these weights did before`);
    } catch (error) {
      if (error instanceof EndpointUnreachable) this.noteFault(error);
      throw error;
    }
    if (this.#corruptAt !== null) throw new EndpointUnreachable(this.endpoint.name, this.#message ?? "is quarantined");
    canary.passedAt = startedAt;
    this.noteAnswer();
    if (this.#state !== "canary") return;
    this.#state = "ready";
    this.#message = null;
  }

  async #sings({ servedAs, weightsHash }: WantedModel): Promise<boolean> {
    const listed = this.#listing?.nonce ?? null;
    const song = await sing(this.endpoint, servedAs, { deadlineMs: this.#times.canaryDeadline, signal: this.life });
    if (listed !== null && song.nonce !== listed) {
      this.noteChange();
      throw new EndpointUnreachable(this.endpoint.name, "was restarted while its canary sang");
    }
    // Unknown weights have nothing to be compared with; that they answer is all that can be asked.
    if (weightsHash === "") return true;
    const { answers, engine } = song;
    const first = await this.#references.firstAnswers(canaryName(weightsHash, engine), { answers, engine, endpoint: this.endpoint.label });
    return isSameSong(first, answers);
  }

  async #probe(): Promise<void> {
    const startedAt = Date.now();
    try {
      this.#listed(await askForListing(this.endpoint, this.#times.probeDeadline));
    } catch (error) {
      this.#missed(error, startedAt);
    }
    this.#probedAt = Date.now();
  }

  #listed(listing: Listing): void {
    const isRestarted = this.#nonce !== undefined && this.#nonce !== listing.nonce;
    this.#nonce = listing.nonce;
    this.#listing = listing;
    this.#misses = 0;
    this.#lastOkAt = listing.at;
    const isResting = this.#corruptAt !== null && !isRestarted && Date.now() - this.#corruptAt < this.#times.corruptRest;
    const isUp = (this.#state === "canary" || this.#state === "ready") && !isRestarted;
    if (!isResting && !isUp) this.#begin(listing);
  }

  /** It answers for the first time, or again after a failure: nothing of before is believed. */
  #begin(listing: Listing): void {
    log.info({ endpoint: this.endpoint.label, was: this.#state, models: listing.offers.size }, "model server answers");
    this.#canaries.clear();
    this.#faults = 0;
    this.#corruptAt = null;
    this.#firstAskedAt = null;
    this.#message = null;
    this.#state = "canary";
  }

  #missed(error: unknown, startedAt: number): void {
    const words = error instanceof Error ? error.message : String(error);
    // A server too busy to list its models, but not to answer, lives.
    if (error instanceof ServingError && this.#lastOkAt !== null && this.#lastOkAt > startedAt) return;
    this.#misses += 1;
    if (this.#misses >= missesUntilDead) this.#die(words);
    else this.#suspect(words);
  }

  #suspect(why: string): void {
    if (this.#state === "dead") return;
    if (this.#state !== "suspect") log.warn({ endpoint: this.endpoint.label, why }, "model server is suspect");
    this.#state = "suspect";
    this.#message = why;
  }

  #die(why: string): void {
    this.#message = why;
    if (this.#state === "dead") return;
    log.error({ endpoint: this.endpoint.label, why }, "model server is given up until it answers again");
    this.#state = "dead";
    const ended = this.#life;
    this.#life = new AbortController();
    ended.abort(new EndpointUnreachable(this.endpoint.name, `is taken for dead: ${why}`));
  }

  #corrupt(reason: string): void {
    this.#corruptAt = Date.now();
    const passed = [...this.#canaries.values()].flatMap(({ passedAt }) => passedAt ?? this.#firstAskedAt ?? []);
    const since = new Date(Math.min(Date.now(), ...passed));
    this.#canaries.clear();
    this.#die(reason);
    this.#onCorruption({ endpoint: this.endpoint.label, since, reason });
  }

  #schedule(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => void this.#tick(), milliseconds).unref();
  }

  async #tick(): Promise<void> {
    this.#timer = null;
    if (Date.now() - this.#wantedAt > this.#times.idleAfter) return;
    const startedAt = Date.now();
    await this.probe();
    const { label, window } = this.endpoint;
    endpointWindow.set({ endpoint: label }, window.size);
    endpointInFlight.set({ endpoint: label }, window.inFlight);
    const pause = this.#state === "suspect" ? this.#times.suspectEvery : this.#times.probeEvery;
    this.#timer ??= this.#schedule(Math.max(0, pause - (Date.now() - startedAt)));
  }
}

/** Models are asked for thousands of times as the same object. */
const names = new WeakMap<WantedModel, string>();

function nameOf(model: WantedModel): string {
  const name = names.get(model) ?? `${model.servedAs} ${model.weightsHash}`;
  names.set(model, name);
  return name;
}
