import type { EndpointSetting } from "@/lib/env";
import { HedgeBudget } from "./asking/hedge-budget";
import { Latencies } from "./asking/latencies";
import { TokenRatio } from "./asking/token-ratio";
import { Endpoint } from "./endpoint/endpoint";
import { offerOf, type WantedModel, whyNotOffered } from "./endpoint/listing";
import { ModelNotServed, ServingError } from "./errors";
import type { HealthTimes } from "./health/canaries";
import type { Canary } from "./health/canary";
import { type Corruption, EndpointHealth, usualTimes } from "./health/endpoint-health";
import type { EndpointState } from "./states";

/** How soon after a probe somebody who finds nothing makes us probe again, in milliseconds. */
const PROBE_AGAIN = 1_000;

/** Where a model is served. */
export interface Place {
  endpoint: Endpoint;
  health: EndpointHealth;
  /** Tokens that prompt and answer may have together, where the endpoint says so. */
  contextLength: number | null;
  /** The process that listed the model, where the endpoint says so. */
  nonce: string | null;
}

/** Knows which endpoint serves which model and how each endpoint is. */
export class Directory {
  readonly hedges = new HedgeBudget();
  readonly #healths: EndpointHealth[];
  readonly #latencies = new Map<string, Latencies>();
  readonly #ratios = new Map<string, TokenRatio>();
  readonly #corruptionListeners = new Set<(corruption: Corruption) => void>();

  constructor(settings: readonly EndpointSetting[], options: { canary: Canary; times?: HealthTimes; serves?: string }) {
    const times = options.times ?? usualTimes;
    const onCorruption = (corruption: Corruption) => {
      for (const listener of this.#corruptionListeners) listener(corruption);
    };
    this.#healths = settings.map(
      (setting) => new EndpointHealth(new Endpoint(setting, options.serves), { canary: options.canary, times, onCorruption }),
    );
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

  /** The place at this endpoint, if it still serves the model and has proved to be sound. */
  placeAt(endpoint: Endpoint, model: WantedModel): Place | null {
    const health = this.#healths.find((each) => each.endpoint === endpoint);
    return health?.isProven(model) ? this.#placeAt(health, model) : null;
  }

  /** A place for a second copy of a request: another endpoint with room, or the same one if it is alone and idle. */
  spare(model: WantedModel, except: Endpoint): Place | null {
    const places = this.#places(model).filter(({ health }) => health.isProven(model));
    const others = places.filter(({ endpoint }) => endpoint !== except);
    if (others.length > 0) return leastLoaded(others);
    const [same] = places;
    return same && same.endpoint.window.load <= 0.5 ? same : null;
  }

  /** Latencies of requests that are alike: of one model, under one name. */
  latencies(model: WantedModel, alike: string): Latencies {
    return remembered(this.#latencies, `${model.servedAs} ${alike}`, () => new Latencies());
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

  describe(): EndpointState[] {
    for (const health of this.#healths) {
      health.watch();
      void health.proveSome();
    }
    return this.#healths.map((health) => health.describe());
  }

  async close(): Promise<void> {
    await Promise.all(this.#healths.map((health) => health.close()));
  }

  #offered(model: WantedModel): Place | null {
    return leastLoaded(this.#places(model));
  }

  #proven(model: WantedModel, avoid: Endpoint | null): Place | null {
    let best: Place | null = null;
    for (const place of this.#places(model)) {
      if (!place.health.isProven(model)) continue;
      const isBetter = best === null || best.endpoint === avoid || loadOf(place) < loadOf(best);
      if (isBetter && (best === null || place.endpoint !== avoid)) best = place;
    }
    return best;
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
    return new ModelNotServed(model.servedAs, reasons, someFailed);
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

function loadOf({ endpoint }: Place): number {
  return endpoint.window.load;
}

function remembered<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
