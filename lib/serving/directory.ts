import type { EndpointSetting } from "@/lib/env";
import { HedgeBudget } from "./asking/hedge-budget";
import { Latencies } from "./asking/latencies";
import { type Caller, Line } from "./asking/line";
import type { SignTimes } from "./asking/signs";
import type { Slot } from "./asking/sizing";
import { TokenRatio } from "./asking/token-ratio";
import type { Stop } from "./ending";
import { Endpoint } from "./endpoint/endpoint";
import { offerOf, type WantedModel, whyNotOffered } from "./endpoint/listing";
import { ModelNotServed, ServingError } from "./errors";
import type { HealthTimes } from "./health/canaries";
import type { Canary } from "./health/canary";
import { type Corruption, EndpointHealth, usualTimes } from "./health/endpoint-health";
import type { MeasuredSpeed } from "./speeds/store-speeds";
import type { EndpointState } from "./states";

/** How soon after a probe somebody who finds nothing makes us probe again, in milliseconds. */
const PROBE_AGAIN = 1_000;
/** For how long a model that has just been made is looked for at once, in milliseconds. */
const NEWS = 30_000;

/** Where a model is served. */
export interface Place {
  endpoint: Endpoint;
  health: EndpointHealth;
  /** Tokens that prompt and answer may have together, where the endpoint says so. */
  contextLength: number | null;
  /** The process that listed the model, where the endpoint says so. */
  nonce: string | null;
}

/** A slot at an endpoint, for one request. */
export interface HeldSlot {
  place: Place;
  slot: Slot;
}

/** What somebody waits for. */
interface Wish {
  model: WantedModel;
  /** Taken only if there is no other. */
  avoid: Endpoint | null;
}

/** Knows which endpoint serves which model and how each endpoint is, and who asks which. */
export class Directory {
  readonly hedges = new HedgeBudget();
  #newsAt = 0;
  readonly #healths: EndpointHealth[];
  readonly #latencies = new Map<string, Latencies>();
  readonly #ratios = new Map<string, TokenRatio>();
  readonly #corruptionListeners = new Set<(corruption: Corruption) => void>();
  /** Who waits for a slot at any endpoint of a model, by the model. Null tells them to look again who has it. */
  readonly #line = new Line<Wish, HeldSlot | null>();

  constructor(settings: readonly EndpointSetting[], options: { canary: Canary; times?: HealthTimes; signs?: SignTimes; serves?: string }) {
    const times = options.times ?? usualTimes;
    const onCorruption = (corruption: Corruption) => {
      for (const listener of this.#corruptionListeners) listener(corruption);
    };
    const onChange = () => this.#lookAgain();
    this.#healths = settings.map((setting) => {
      const endpoint = new Endpoint(setting, options.serves, options.signs);
      endpoint.window.onRoom = () => this.#serveLine();
      return new EndpointHealth(endpoint, { canary: options.canary, times, onCorruption, onChange });
    });
  }

  /**
   * The least loaded endpoint that offers the model with the right weights, whether or not it has passed its canary yet.
   * @throws ModelNotServed, naming the model and what each endpoint said
   */
  async find(model: WantedModel): Promise<Place> {
    for (const health of this.#healths) health.watch();
    const known = this.#offered(model);
    if (known) return known;
    // The first that has it will do: an endpoint that does not answer must not hold up the others.
    const having = this.#healths.map(async (health) => {
      if (!health.wasProbedWithin(PROBE_AGAIN)) await health.probe();
      // A probe that was under way when a model came into being may not have seen it; the next one has.
      const mayBeNew = Date.now() - this.#newsAt < NEWS;
      for (let again = 0; again < 2 && mayBeNew && !this.#placeAt(health, model); again += 1) await health.probe();
      if (!this.#placeAt(health, model)) throw new Error("not here");
    });
    await Promise.any(having).catch(() => undefined);
    const found = this.#offered(model);
    if (found) return found;
    throw this.#notServed(model);
  }

  /**
   * The least loaded endpoint whose engine has proved to be sound with this model; waits for a canary where none has passed.
   * @param avoid is taken only if there is no other
   * @throws ServingError
   */
  async place(model: WantedModel, avoid: Endpoint | null = null): Promise<Place> {
    const ready = this.#proven(model, avoid);
    if (ready) {
      for (const health of this.#healths) health.watch();
      return ready;
    }
    await this.find(model);
    const proofs = this.#places(model).map(async (place) => {
      await place.health.prove(model);
    });
    await Promise.any(proofs).catch((error: unknown) => {
      throw error instanceof AggregateError ? (mostHopeful(error.errors) ?? this.#notServed(model)) : error;
    });
    const proven = this.#proven(model, avoid);
    if (proven) return proven;
    throw this.#notServed(model);
  }

  /**
   * A slot at an endpoint whose engine has proved to be sound with this model, as soon as one of them has room: so each gets
   * what it can take, and nobody waits for one that is gone. Callers take turns.
   * @param avoid is taken only if there is no other
   * @throws ServingError, the signal's reason
   */
  async enter(model: WantedModel, { signal, caller, avoid }: { signal: Stop; caller: Caller; avoid: Endpoint | null }): Promise<HeldSlot> {
    const kind = kindOf(model);
    for (;;) {
      signal.throwIfAborted();
      for (const health of this.#healths) health.watch();
      const wish = { model, avoid };
      const held = this.#line.count(kind) === 0 ? this.#takeSlot(wish) : null;
      if (held) return held;
      if (this.#isProvenAnywhere(model)) {
        const waiting = this.#line.wait(signal, { caller, kind, wish });
        this.#serveLine();
        const granted = await waiting;
        if (granted) return granted;
      } else await this.place(model, avoid);
    }
  }

  /** A slot for a second copy of a request, at another endpoint that has room although nobody waits; null where there is none. */
  spare(model: WantedModel, except: Endpoint): HeldSlot | null {
    if (this.#line.count(kindOf(model)) > 0) return null;
    const others = this.#provenPlaces(model).filter(({ endpoint }) => endpoint !== except && endpoint.window.hasRoom);
    return slotAt(leastLoaded(others));
  }

  /** How long an endpoint took to begin its answers to requests that are alike. */
  latencies({ label }: Endpoint, alike: string): Latencies {
    return remembered(this.#latencies, `${label} ${alike}`, () => new Latencies());
  }

  /** How many tokens this model's tokenizer makes of how many bytes, as seen so far. */
  tokenRatio(model: WantedModel): TokenRatio {
    return remembered(this.#ratios, model.weightsHash, () => new TokenRatio());
  }

  /** Calls back when an engine turns out to say other things than its weights should. @returns stops that */
  onCorruption(listener: (corruption: Corruption) => void): () => void {
    this.#corruptionListeners.add(listener);
    return () => this.#corruptionListeners.delete(listener);
  }

  /** Says that a model was made: what endpoints listed before may be out of date. */
  noteNews(): void {
    this.#newsAt = Date.now();
  }

  describe(): EndpointState[] {
    for (const health of this.#healths) {
      health.watch();
      void health.proveSome();
    }
    return this.#healths.map((health) => {
      const waiting = this.#line.kinds().reduce((sum, { wish, count }) => sum + (this.#serves(health, wish.model) ? count : 0), 0);
      return { ...health.describe(), waiting };
    });
  }

  /** What was measured of its models since this was called last. */
  takeSpeeds(): Omit<MeasuredSpeed, "scorer">[] {
    return this.#healths.flatMap(({ endpoint }) =>
      [...endpoint.meter.take()].map(([servedAs, measured]) => ({ endpoint: endpoint.label, servedAs, ...measured })),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#healths.map((health) => health.close()));
  }

  #offered(model: WantedModel): Place | null {
    return leastLoaded(this.#places(model));
  }

  #proven(model: WantedModel, avoid: Endpoint | null): Place | null {
    const places = this.#provenPlaces(model);
    return leastLoaded(places.filter(({ endpoint }) => endpoint !== avoid)) ?? leastLoaded(places);
  }

  #provenPlaces(model: WantedModel): Place[] {
    return this.#places(model).filter(({ health }) => health.isProven(model));
  }

  #isProvenAnywhere(model: WantedModel): boolean {
    return this.#healths.some((health) => this.#serves(health, model));
  }

  /** Whether this endpoint has the model and has proved to be sound with it. */
  #serves(health: EndpointHealth, model: WantedModel): boolean {
    return this.#placeAt(health, model) !== null && health.isProven(model);
  }

  #takeSlot({ model, avoid }: Wish): HeldSlot | null {
    const places = this.#provenPlaces(model);
    const wanted = places.some(({ endpoint }) => endpoint !== avoid) ? places.filter(({ endpoint }) => endpoint !== avoid) : places;
    return slotAt(leastLoaded(wanted.filter(({ endpoint }) => endpoint.window.hasRoom)));
  }

  /** Gives free slots to those who wait for them. */
  #serveLine(): void {
    for (const health of this.#healths) {
      const { endpoint } = health;
      while (endpoint.window.hasRoom) {
        const next = this.#line.next({
          kind: ({ model }) => this.#serves(health, model),
          wish: ({ model, avoid }) => avoid !== endpoint || this.#provenPlaces(model).length === 1,
        });
        if (!next) break;
        next.enter(slotAt(this.#placeAt(health, next.wish.model)));
      }
    }
  }

  /** Those who wait for a model that no endpoint has now, nor may have again in a moment, look again who has it. */
  #lookAgain(): void {
    this.#serveLine();
    if (this.#healths.some(({ isDoubtful }) => isDoubtful)) return;
    for (;;) {
      const next = this.#line.next({ kind: ({ model }) => !this.#isProvenAnywhere(model), wish: () => true });
      if (!next) return;
      next.enter(null);
    }
  }

  #places(model: WantedModel): Place[] {
    return this.#healths.flatMap((health) => this.#placeAt(health, model) ?? []);
  }

  #placeAt(health: EndpointHealth, model: WantedModel): Place | null {
    const { listing, endpoint } = health;
    const offer = listing ? offerOf(listing, model) : undefined;
    if (!listing || !offer) return null;
    return { endpoint, health, contextLength: offer.contextLength, nonce: listing.nonce };
  }

  #notServed(model: WantedModel): ModelNotServed {
    let someFailed = false;
    const reasons = this.#healths.map(({ endpoint, listing, message }) => {
      if (listing && !offerOf(listing, model)) return `${endpoint.name} ${whyNotOffered(listing, endpoint, model)}`;
      someFailed = true;
      return `${endpoint.name} ${whyItFailed(endpoint.name, message)}`;
    });
    return new ModelNotServed(model.servedAs, reasons, {
      passing: someFailed,
      isLoading: this.#healths.some(({ isLoading }) => isLoading),
    });
  }
}

/** Of several endpoints that could not prove themselves, the first that may be able to later. */
function mostHopeful(errors: readonly unknown[]): unknown {
  return errors.find((error) => error instanceof ServingError && error.passing) ?? errors[0];
}

/** The message of an endpoint behind its name, which the message may begin with itself. */
function whyItFailed(name: string, message: string | null): string {
  if (message === null) return "has just gone";
  const own = `The endpoint ${name} `;
  return message.startsWith(own) ? message.slice(own.length).replace(/\.$/, "") : `failed (${message})`;
}

function leastLoaded(places: readonly Place[]): Place | null {
  return places.reduce<Place | null>((best, place) => (best && loadOf(best) <= loadOf(place) ? best : place), null);
}

function loadOf({ endpoint: { window } }: Place): number {
  return window.inFlight / window.size;
}

function slotAt(place: Place | null): HeldSlot | null {
  const slot = place?.endpoint.window.tryEnter() ?? null;
  return place && slot && { place, slot };
}

function remembered<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

function kindOf({ servedAs, weightsHash }: WantedModel): string {
  return `${servedAs} ${weightsHash}`;
}
