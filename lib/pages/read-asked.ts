import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Sampling } from "@/lib/operations/contract";
import { type RenderedRequest, renderRequests } from "@/lib/operations/generate/render-request";
import { labelOf } from "@/lib/pool/label";
import { readSpeakers, type Speaker } from "./read-speakers";

/** A piece of a prompt: our own words, or an answer of a model, whose text is null where this reader may not see it. */
export interface AskedPiece {
  text: string | null;
  /** Who said it; null for our own words. */
  quoted: { name: string; href: string | null } | null;
}

/** What a model was asked, as far as the reader may see it. */
export interface Asked {
  messages: { role: "system" | "user" | "assistant"; pieces: AskedPiece[] }[];
  /** How the answer was begun for the model. */
  assistantPrefix: string;
  sampling: Sampling;
  /** Which draw of equal requests, from 0. */
  sample: number;
  /** Key (hex) of the stored text; null where a piece is withheld, since a short answer could be guessed from it. */
  key: string | null;
  /** Whether hashing this prompt gives that key again; null where that cannot be said. */
  isProven: boolean | null;
}

/**
 * What was asked for each of these texts. A prompt is shown to whoever may read the text that it led to, and each answer
 * that it quotes only to whoever may read that one too.
 * @param generations keys in hex
 * @returns by key; left out is what may not be shown, and what is not kept
 */
export async function readAsked(actor: Actor, generations: readonly (string | null)[]): Promise<Map<string, Asked>> {
  const names = generations.filter((name) => name !== null);
  if (names.length === 0) return new Map();
  const rendered = await renderRequests(names);
  const ids = [...rendered.values()].flatMap(({ modelId, quoted }) => [modelId, ...quoted.map((quote) => quote.modelId)]);
  const known = await speakersByModel(actor, [...new Set(ids.filter((id) => id !== null))]);
  const shown = [...rendered].filter(([, { modelId }]) => known.get(modelId ?? "")?.textsShown === true);
  return new Map(shown.map(([name, request]) => [name, showRequest(name, request, known)]));
}

function showRequest(name: string, request: RenderedRequest, speakers: ReadonlyMap<string, Speaker>): Asked {
  const { pieces, quoted, assistantPrefix, sampling, sample, isProven } = request;
  const messages = pieces.map((message) => ({
    role: message.role,
    pieces: message.pieces.map(({ text, quote }) => {
      if (quote === null) return { text, quoted: null };
      const speaker = speakers.get(quoted[quote]?.modelId ?? "");
      const who = { name: speaker?.name ?? "a model that is not known any more", href: speaker?.href ?? null };
      return { text: speaker?.textsShown ? text : null, quoted: who };
    }),
  }));
  const isWhole = messages.every((message) => message.pieces.every(({ text }) => text !== null));
  return {
    messages,
    assistantPrefix,
    sampling,
    sample,
    key: isWhole ? name : null,
    isProven: isWhole ? isProven : null,
  };
}

/** Consent goes by weights: the same weights submitted twice are shown only when both entries allow it. */
async function speakersByModel(actor: Actor, ids: string[]): Promise<Map<string, Speaker>> {
  const [models, derived] = await Promise.all([
    db().model.findMany({ where: { id: { in: ids } }, select: { id: true, weightsHash: true } }),
    db().derivedModel.findMany({ where: { id: { in: ids } }, select: { id: true, label: true } }),
  ]);
  const speakers = await readSpeakers(actor, derived);
  const labels = [...models.map(({ id, weightsHash }) => ({ id, label: labelOf(weightsHash ?? "") })), ...derived];
  return new Map(
    labels.flatMap(({ id, label }) => {
      const speaker = speakers.get(label);
      return speaker ? [[id, speaker]] : [];
    }),
  );
}
