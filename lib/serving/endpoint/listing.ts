import { z } from "zod";
import { weightsHash } from "@/lib/hub/weights-hash";
import { contextFields, contextLengthOf, readContextLengths } from "../dialects/context-lengths";
import { RequestRefused } from "../errors";
import type { Endpoint } from "./endpoint";
import { quotable } from "./quotable";
import { askAside, recognizeServer } from "./recognize-server";

/** Names of a list that a message shows. */
const MOST_NAMES = 3;

/** What we read of `GET /v1/models`. The zoo's server also says which weights it loaded. */
const modelListSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      ...contextFields,
      owned_by: z.string().nullish().catch(null),
      /** SHA-256 (hex) of `model.safetensors`. */
      weights_sha256: z.string().nullish(),
    }),
  ),
});

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

const unknownOffer: Offer = { contextLength: null, weightsHash: null };

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
  const offers = new Map([[serves, unknownOffer]]);
  try {
    const { nonce } = await endpoint.ask("/v1/models", z.unknown(), { deadlineMs });
    return { at: Date.now(), nonce, offers };
  } catch (error) {
    if (error instanceof RequestRefused) return { at: Date.now(), nonce: null, offers };
    throw error;
  }
}

async function readListing(endpoint: Endpoint, deadlineMs: number): Promise<Listing> {
  const { body, nonce, server } = await endpoint.ask("/v1/models", modelListSchema, { deadlineMs });
  await recognizeServer(endpoint, { server, owners: body.data.map(({ owned_by }) => owned_by ?? null) }, deadlineMs);
  const listed = new Map(
    body.data.map((entry): [string, Offer] => {
      const loaded = entry.weights_sha256 ? weightsHash([{ path: "model.safetensors", sha256: entry.weights_sha256 }]) : null;
      return [quotable(entry.id), { contextLength: contextLengthOf(entry), weightsHash: loaded }];
    }),
  );
  const offers = new Map([...listed, ...aliased(endpoint, listed)]);
  await addContextLengths(endpoint, offers, deadlineMs);
  endpoint.speech.contextLengths = new Map(
    [...offers].flatMap(([name, { contextLength }]) => (contextLength ? [[name, contextLength]] : [])),
  );
  return { at: Date.now(), nonce, offers };
}

/** Models under their names in the portal, where ENDPOINTS says how they are called there. */
function aliased({ aliases, speech }: Endpoint, listed: ReadonlyMap<string, Offer>): [string, Offer][] {
  return [...aliases].flatMap(([servedAs, { name, contextLength }]): [string, Offer][] => {
    const offer = listed.get(name) ?? (speech.dialect.loadsOnDemand ? unknownOffer : null);
    return offer ? [[servedAs, { ...offer, contextLength: contextLength ?? offer.contextLength }]] : [];
  });
}

/** Asks for context lengths where the list does not tell them and the server is known to do so elsewhere. */
async function addContextLengths(endpoint: Endpoint, offers: Map<string, Offer>, deadlineMs: number): Promise<void> {
  const { contextPath } = endpoint.speech.dialect;
  if (!contextPath || [...offers.values()].every(({ contextLength }) => contextLength !== null)) return;
  const told = readContextLengths(await askAside(endpoint, contextPath, deadlineMs));
  if (told === null) return;
  for (const [name, offer] of offers) {
    const contextLength = typeof told === "number" ? told : (told.get(endpoint.nameOf(name)) ?? null);
    if (offer.contextLength === null) offers.set(name, { ...offer, contextLength });
  }
}

/** The offer of this model with the right weights, or undefined. */
export function offerOf(listing: Listing, model: WantedModel): Offer | undefined {
  const offer = listing.offers.get(model.servedAs);
  return offer && (offer.weightsHash === null || offer.weightsHash === model.weightsHash) ? offer : undefined;
}

/** Why a listing does not help somebody who wants this model. */
export function whyNotOffered(listing: Listing, { aliases }: Pick<Endpoint, "aliases">, model: WantedModel): string {
  const offer = listing.offers.get(model.servedAs);
  if (offer) return `serves other weights under this name (${offer.weightsHash?.slice(0, 12)}, not ${model.weightsHash.slice(0, 12)})`;
  const names = [...listing.offers.keys()];
  const others = `serves ${names.length} other models`;
  const alias = aliases.get(model.servedAs);
  if (alias) return `${others}, and none that is called ${alias.name}, as ENDPOINTS says (${shown(names)})`;
  const isFile = names.some((name) => /\.gguf$|^[/.~]|^[A-Za-z]:\\/.test(name));
  return isFile ? `${others} (${shown(names)}: if that is it, say so under "models" in ENDPOINTS)` : others;
}

function shown(names: readonly string[]): string {
  return names.length === 0 ? "it lists none" : names.slice(0, MOST_NAMES).join(", ") + (names.length > MOST_NAMES ? ", …" : "");
}
