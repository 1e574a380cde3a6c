import { log, withoutLogFields } from "@/lib/log";
import { endpointInFlight, endpointWindow } from "@/lib/metrics";
import { Ending, type Stop } from "../ending";
import type { Endpoint } from "../endpoint/endpoint";
import { askForListing, type Listing, type WantedModel } from "../endpoint/listing";
import { EndpointUnreachable, ServingError } from "../errors";
import type { EndpointCondition, EndpointState } from "../states";
import { Canaries, type HealthTimes } from "./canaries";
import type { Canary } from "./canary";
import { Deafness } from "./deafness";

/**
 * Silent from now on, an endpoint is dead after 5 + 3 + 3 + 3 seconds, but for one that answers no probe while it works: it may be silent for
 * as long as it has shown that it needs.
 */
export const usualTimes: HealthTimes = {
  probeEvery: 5_000,
  suspectEvery: 3_000,
  probeDeadline: 3_000,
  canaryEvery: 600_000,
  canaryDeadline: 60_000,
  corruptRest: 60_000,
  corruptQuiet: 60_000,
  idleAfter: 60_000,
};

/** Milliseconds of silence that are worth telling. */
const SILENT = 10_000;
/** Milliseconds by which a probe may overrun its deadline before that is our own doing. */
const STALL = 1_000;
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

/**
 * The health of one endpoint: unknown, canary, ready, suspect, dead. It is probed every few seconds while anybody is
 * interested or waits for an answer. A missed probe, or five failed requests in a row, make it suspect; three missed probes
 * dead. From both it comes back through a canary, as after a start.
 */
export class EndpointHealth {
  readonly endpoint: Endpoint;
  readonly #times: HealthTimes;
  readonly #onCorruption: (corruption: Corruption) => void;
  readonly #onChange: () => void;
  readonly #canary: Canary;
  readonly #canaries: Canaries;
  #state: EndpointCondition = "unknown";
  #stateSince: number | null = null;
  #listing: Listing | null = null;
  /** Names of the models that were listed last. */
  #lastListed: readonly string[] = [];
  /** Of the process that listed last; undefined before any did. */
  #nonce: string | null | undefined;
  #life = new Ending();
  #message: string | null = null;
  #lastOkAt: number | null = null;
  #corruptAt: number | null = null;
  #misses = 0;
  /** When the last of them was counted. */
  #missedAt = 0;
  #faults = 0;
  #probing: Promise<void> | null = null;
  #probedAt = 0;
  #wantedAt = 0;
  #isChoosing = false;
  #isLoading = false;
  readonly #deafness: Deafness;
  #timer: NodeJS.Timeout | null = null;

  /** @param settings.onChange called when it may serve more, or less, than before */
  constructor(
    endpoint: Endpoint,
    settings: { canary: Canary; times: HealthTimes; onCorruption(corruption: Corruption): void; onChange(): void },
  ) {
    this.endpoint = endpoint;
    this.#deafness = new Deafness(endpoint.signs);
    this.#times = settings.times;
    this.#onCorruption = settings.onCorruption;
    this.#onChange = settings.onChange;
    this.#canary = settings.canary;
    this.#canaries = new Canaries(this, settings.canary, settings.times);
  }

  /** What it serves, while it may be asked and that is believed. */
  get listing(): Listing | null {
    const isBelieved = this.#listing !== null && Date.now() - this.#listing.at <= 3 * this.#times.probeEvery;
    return isBelieved && (this.#state === "canary" || this.#state === "ready") ? this.#listing : null;
  }

  get message(): string | null {
    return this.#message;
  }

  /** Whether it says that it is not ready yet. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Whether it is not known at this moment if it serves: it has just failed, or is being asked what it lists. */
  get isDoubtful(): boolean {
    return this.#state === "suspect" || (this.#listing === null && this.#probing !== null);
  }

  /** Aborts when the endpoint is given up, so that those who wait for it ask elsewhere. */
  get life(): Stop {
    return this.#life;
  }

  describe(): Omit<EndpointState, "waiting"> {
    const { label, url, window, signs } = this.endpoint;
    return {
      name: label,
      url,
      state: this.#state,
      stateSince: this.#stateSince === null ? null : new Date(this.#stateSince),
      models: [...(this.#listing?.offers.keys() ?? this.#lastListed)],
      window: window.size,
      inFlight: window.inFlight,
      lastOkAt: this.#lastOkAt === null ? null : new Date(this.#lastOkAt),
      silentSince: signs.silentFor > SILENT ? new Date(Date.now() - signs.silentFor) : null,
      isLoading: this.#isLoading,
      tokensPerSecond: signs.tokensPerSecond,
      message: this.#message,
      ...this.endpoint.speech.describe(),
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
    this.#probing ??= withoutLogFields(() => this.#probe()).finally(() => {
      this.#probing = null;
      this.#onChange();
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
    this.#doubt();
    this.#faults += 1;
    if (this.#faults >= faultsUntilSuspect) this.#suspect(error.message);
    if (!this.wasProbedWithin(1_000)) void this.probe();
  }

  /** A request was refused for a reason that lies in the request, or in another engine than the one that was known. */
  noteRefusal(): void {
    this.#doubt();
  }

  /** Forgets the listing, because a reply showed that it is no longer true. */
  noteChange(): void {
    this.#listing = null;
    void this.probe();
  }

  /** Whether the model passed its canary; asks it again, beside the requests, when it never did or long ago. */
  isProven(model: WantedModel): boolean {
    return this.#canaries.isProven(model);
  }

  /** Asks the model its canary and compares. @throws ServingError when it cannot be used */
  prove(model: WantedModel): Promise<void> {
    return this.#canaries.prove(model);
  }

  /** Asks one model its canary although nobody wants it yet, so that it is known whether the endpoint can serve. Never rejects. */
  async proveSome(): Promise<void> {
    if (this.#state !== "canary" || !this.#listing || this.#isChoosing || this.#canaries.isChecking) return;
    if (this.#corruptAt !== null && Date.now() - this.#corruptAt < this.#times.corruptQuiet) return;
    this.#isChoosing = true;
    try {
      const model = await this.#canary.choose([...this.#listing.offers.keys()]);
      if (model) await this.prove(model);
      else this.#waitFor("lists no model that may be run");
    } catch (error) {
      this.#waitFor(error instanceof Error ? error.message : String(error));
    } finally {
      this.#isChoosing = false;
    }
  }

  /** Where the server cannot say that another process answers, a failure may mean it. */
  #doubt(): void {
    if (this.#canary.asksAfterFaults) this.#canaries.forget(true);
  }

  /** Why no model has passed yet. */
  #waitFor(why: string): void {
    if (this.#state === "canary") this.#message = why;
  }

  /** A model answered its canary as it should. */
  noteSound(): void {
    this.noteAnswer();
    if (this.#state === "canary") {
      this.#enterState("ready");
      this.#corruptAt = null;
      this.#message = null;
    }
    this.#onChange();
  }

  /** A model answered its canary otherwise than it should: the endpoint rests, and nothing that it said since then is believed. */
  noteCorruption(since: Date, reason: string): void {
    this.#corruptAt = Date.now();
    this.#canaries.forget(false);
    this.#die(reason);
    this.#onChange();
    this.#onCorruption({ endpoint: this.endpoint.label, since, reason });
  }

  /** The process that listed its models last, where it says so. */
  get nonce(): string | null {
    return this.#nonce ?? null;
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
    this.#lastListed = [...listing.offers.keys()];
    this.#misses = 0;
    this.#isLoading = false;
    this.#deafness.hear();
    this.#lastOkAt = listing.at;
    const isResting = this.#corruptAt !== null && !isRestarted && Date.now() - this.#corruptAt < this.#times.corruptRest;
    const isUp = (this.#state === "canary" || this.#state === "ready") && !isRestarted;
    if (!isResting && !isUp) this.#begin(listing, isRestarted);
  }

  /** It answers for the first time, or again after a failure: nothing of before is believed. */
  #begin(listing: Listing, isRestarted: boolean): void {
    log.info({ endpoint: this.endpoint.label, was: this.#state, models: listing.offers.size }, "model server answers");
    this.#canaries.forget(!isRestarted);
    this.#faults = 0;
    if (isRestarted) this.#corruptAt = null;
    if (this.#corruptAt === null) this.#message = null;
    this.#enterState("canary");
  }

  #missed(error: unknown, startedAt: number): void {
    const words = error instanceof Error ? error.message : String(error);
    // Our own process stood still: its clocks ran on while the server's answer lay unread.
    if (Date.now() - startedAt > this.#times.probeDeadline + STALL) return;
    const probe = error instanceof EndpointUnreachable ? error : null;
    this.#isLoading = probe?.isLoading ?? false;
    // A server too busy to list its models, but not to answer, lives.
    if (probe?.isSilence && this.#deafness.explains(startedAt, this.#canaries.isFirst)) return;
    if (error instanceof ServingError && this.#lastOkAt !== null && this.#lastOkAt > startedAt) return;
    // Impatient callers probe more often; that must not shorten the time that an endpoint has to come back.
    const isCounted = this.#misses === 0 || Date.now() - this.#missedAt >= 0.9 * this.#times.suspectEvery;
    if (isCounted) {
      this.#misses += 1;
      this.#missedAt = Date.now();
    }
    if (this.#misses >= missesUntilDead) this.#die(words);
    else this.#suspect(words);
  }

  #enterState(state: EndpointCondition): void {
    if (this.#state !== state) this.#stateSince = Date.now();
    this.#state = state;
  }

  #suspect(why: string): void {
    if (this.#state === "dead") return;
    if (this.#state !== "suspect") log.warn({ endpoint: this.endpoint.label, why }, "model server is suspect");
    this.#enterState("suspect");
    this.#message = why;
  }

  #die(why: string): void {
    this.#message = why;
    if (this.#state === "dead") return;
    log.error({ endpoint: this.endpoint.label, why }, "model server is given up until it answers again");
    this.#enterState("dead");
    const ended = this.#life;
    this.#life = new Ending();
    this.endpoint.signs.forget();
    ended.abort(new EndpointUnreachable(this.endpoint.name, `is taken for dead: ${why.replace(/\.$/, "")}`));
  }

  #schedule(milliseconds: number): NodeJS.Timeout {
    return withoutLogFields(() => setTimeout(() => void this.#tick(), milliseconds)).unref();
  }

  async #tick(): Promise<void> {
    this.#timer = null;
    const { label, window } = this.endpoint;
    // Whoever waits for a long answer says nothing meanwhile, and wants to know all the same.
    if (window.inFlight === 0 && Date.now() - this.#wantedAt > this.#times.idleAfter) return;
    const startedAt = Date.now();
    await this.probe();
    endpointWindow.set({ endpoint: label }, window.size);
    endpointInFlight.set({ endpoint: label }, window.inFlight);
    const pause = this.#state === "suspect" ? this.#times.suspectEvery : this.#times.probeEvery;
    this.#timer ??= this.#schedule(Math.max(0, pause - (Date.now() - startedAt)));
  }
}
