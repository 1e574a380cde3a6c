import { z } from "zod";
import { weightsHash } from "@/lib/hub/weights-hash";
import { RequestRefused } from "../errors";
import { modelListSchema } from "../schema";
import type { Endpoint } from "./endpoint";
import { quotable } from "./quotable";

/** A model that somebody wants to use. */
export interface WantedModel {
  servedAs: string;
  /** SHA-256 (hex) as in `lib/hub/weights-hash.ts`; compared where the endpoint says what it loaded. */
  weightsHash: string;
}

interface Offer {
  /** Tokens that prompt and answer may have together, where the endpoint says so. */
  contextLength: number | null;
  /** Hash of the loaded weights as the portal computes it, where the endpoint says which they are. */
  weightsHash: string | null;
}

/** What an endpoint said it serves. */
export interface Listing {
  /** Milliseconds since 1970. */
  at: number;
  /** Which process said so, where the endpoint tells. */
  nonce: string | null;
  /** By the model's name there. */
  offers: ReadonlyMap<string, Offer>;
}

/** Asks an endpoint what it serves. @throws ServingError */
export async function askForListing(endpoint: Endpoint, deadlineMs: number): Promise<Listing> {
  return endpoint.serves === null ? await readListing(endpoint, deadlineMs) : await assumeListing(endpoint, endpoint.serves, deadlineMs);
}

/** Any answer tells that the server lives, whether or not it has a list. */
async function assumeListing(endpoint: Endpoint, serves: string, deadlineMs: number): Promise<Listing> {
  const offers = new Map([[serves, { contextLength: null, weightsHash: null }]]);
  try {
    const { nonce } = await endpoint.ask("/v1/models", z.unknown(), { deadlineMs });
    return { at: Date.now(), nonce, offers };
  } catch (error) {
    if (error instanceof RequestRefused) return { at: Date.now(), nonce: null, offers };
    throw error;
  }
}

async function readListing(endpoint: Endpoint, deadlineMs: number): Promise<Listing> {
  const { body, nonce } = await endpoint.ask("/v1/models", modelListSchema, { deadlineMs });
  const offers = body.data.map(({ id, max_model_len, weights_sha256 }) => {
    const loaded = weights_sha256 ? weightsHash([{ path: "model.safetensors", sha256: weights_sha256 }]) : null;
    return [quotable(id), { contextLength: max_model_len ?? null, weightsHash: loaded }] as const;
  });
  return { at: Date.now(), nonce, offers: new Map(offers) };
}

/** The offer of this model with the right weights, or undefined. */
export function offerOf(listing: Listing, model: WantedModel): Offer | undefined {
  const offer = listing.offers.get(model.servedAs);
  return offer && (offer.weightsHash === null || offer.weightsHash === model.weightsHash) ? offer : undefined;
}

/** Why a listing does not help somebody who wants this model. */
export function whyNotOffered(listing: Listing, model: WantedModel): string {
  const offer = listing.offers.get(model.servedAs);
  if (!offer) return `serves ${listing.offers.size} other models`;
  return `serves other weights under this name (${offer.weightsHash?.slice(0, 12)}, not ${model.weightsHash.slice(0, 12)})`;
}
