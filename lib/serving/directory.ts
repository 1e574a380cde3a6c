import { type EndpointSetting, env } from "@/lib/env";
import { weightsHash } from "@/lib/hub/weights-hash";
import { log } from "@/lib/log";
import { Endpoint } from "./endpoint";
import { ModelNotServed } from "./errors";
import { modelListSchema } from "./schema";

/** How long a listing is believed, and how soon after one an unknown model makes us ask again, in milliseconds. */
const BELIEVED = 60_000;
const ASK_AGAIN = 1_000;
const LISTING_DEADLINE = 10_000;

/** A model that somebody wants to use. */
export interface WantedModel {
  servedAs: string;
  /** SHA-256 (hex) as in `lib/hub/weights-hash.ts`; compared where the endpoint says what it loaded. */
  weightsHash: string;
}

/** Where a model is served. */
export interface Place {
  endpoint: Endpoint;
  /** Tokens that prompt and answer may have together, where the endpoint says so. */
  contextLength: number | null;
  /** The process that listed the model, where the endpoint says so. */
  nonce: string | null;
  listedAt: number;
}

interface Offer {
  contextLength: number | null;
  weightsSha256: string | null;
}

interface Listing {
  at: number;
  nonce: string | null;
  offers: ReadonlyMap<string, Offer>;
  /** Why there are no offers, in the endpoint's or our words. */
  problem: string | null;
}

/** Knows which endpoint serves which model; asks `GET /v1/models`, remembers, and asks again when that helps. */
export class Directory {
  readonly #endpoints: Endpoint[];
  readonly #listings = new Map<Endpoint, Listing>();
  readonly #asking = new Map<Endpoint, Promise<Listing>>();

  constructor(settings: readonly EndpointSetting[]) {
    this.#endpoints = settings.map((setting) => new Endpoint(setting));
  }

  /**
   * The least loaded endpoint that serves the model with the right weights.
   * @throws ModelNotServed, naming the model and what each endpoint said
   */
  async find(model: WantedModel): Promise<Place> {
    const known = this.#choose(model, BELIEVED);
    if (known) return known;
    const asked = this.#endpoints.map((endpoint) => this.#listing(endpoint, ASK_AGAIN));
    // The first that has it will do: an endpoint that does not answer must not hold up the others.
    const having = asked.map(async (listing) => {
      const offer = (await listing).offers.get(model.servedAs);
      if (!offer || !hasRightWeights(offer, model)) throw new Error("not here");
    });
    await Promise.any(having).catch(() => undefined);
    const found = this.#choose(model, Number.POSITIVE_INFINITY);
    if (found) return found;
    const reasons = this.#endpoints.map((endpoint) => `${endpoint.name} ${this.#reason(endpoint, model)}`);
    const someFailed = this.#endpoints.some((endpoint) => this.#listings.get(endpoint)?.problem !== null);
    throw new ModelNotServed(model.servedAs, reasons, someFailed);
  }

  /** Forgets what an endpoint said, because it failed or changed; unless it has been asked again since. */
  forget(place: Place, why: string): void {
    const listing = this.#listings.get(place.endpoint);
    if (!listing || listing.at !== place.listedAt) return;
    this.#listings.delete(place.endpoint);
    log.warn({ endpoint: place.endpoint.name, why }, "model server failed");
  }

  async close(): Promise<void> {
    await Promise.all(this.#endpoints.map((endpoint) => endpoint.close()));
  }

  #choose(model: WantedModel, maxAge: number): Place | null {
    const places: Place[] = [];
    for (const endpoint of this.#endpoints) {
      const listing = this.#listings.get(endpoint);
      const offer = listing?.offers.get(model.servedAs);
      if (!listing || !offer || Date.now() - listing.at > maxAge || !hasRightWeights(offer, model)) continue;
      places.push({ endpoint, contextLength: offer.contextLength, nonce: listing.nonce, listedAt: listing.at });
    }
    return places.reduce<Place | null>(
      (best, place) => (best && best.endpoint.window.load <= place.endpoint.window.load ? best : place),
      null,
    );
  }

  #reason(endpoint: Endpoint, model: WantedModel): string {
    const listing = this.#listings.get(endpoint);
    if (!listing) return "was forgotten while it was asked";
    if (listing.problem) return listing.problem;
    const offer = listing.offers.get(model.servedAs);
    if (!offer) return `serves ${listing.offers.size} other models`;
    const loaded = loadedWeights(offer)?.slice(0, 12);
    return `serves other weights under this name (${loaded}, not ${model.weightsHash.slice(0, 12)})`;
  }

  async #listing(endpoint: Endpoint, maxAge: number): Promise<Listing> {
    const known = this.#listings.get(endpoint);
    if (known && Date.now() - known.at <= maxAge) return known;
    const underWay = this.#asking.get(endpoint);
    if (underWay) return underWay;
    const asking = askForListing(endpoint);
    this.#asking.set(endpoint, asking);
    try {
      const listing = await asking;
      this.#listings.set(endpoint, listing);
      return listing;
    } finally {
      this.#asking.delete(endpoint);
    }
  }
}

/** Never throws: a broken endpoint is a listing without offers. */
async function askForListing(endpoint: Endpoint): Promise<Listing> {
  try {
    // Shared by all who wait for it, so nobody's signal ends it.
    const signal = new AbortController().signal;
    const { body, nonce } = await endpoint.ask("/v1/models", modelListSchema, { deadlineMs: LISTING_DEADLINE, signal });
    const offers = new Map(
      body.data.map((each) => [each.id, { contextLength: each.max_model_len ?? null, weightsSha256: each.weights_sha256 ?? null }]),
    );
    return { at: Date.now(), nonce, offers, problem: null };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { at: Date.now(), nonce: null, offers: new Map(), problem: `failed (${words})` };
  }
}

function hasRightWeights(offer: Offer, model: WantedModel): boolean {
  const loaded = loadedWeights(offer);
  return loaded === null || loaded === model.weightsHash;
}

/** Hash of the weights that an endpoint says it loaded, as the portal computes it. */
function loadedWeights({ weightsSha256 }: Offer): string | null {
  return weightsSha256 === null ? null : weightsHash([{ path: "model.safetensors", sha256: weightsSha256 }]);
}

let shared: Directory | undefined;

/** The directory over this process's ENDPOINTS, made at the first call. */
export function directory(): Directory {
  shared ??= new Directory(env().ENDPOINTS);
  return shared;
}
