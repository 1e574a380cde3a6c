import { db } from "@/lib/db/client";
import type { Measured } from "./meter";

/** Days after which a measurement says nothing about a server any more. */
const forgotten = 30;

/** How fast one model is where it is served, or a scorer. Null for what was never measured. All in seconds. */
export interface Speed {
  /** For each token of a prompt, and each token or answer that is written, of all answers that are on their way together. */
  perPromptToken: number;
  perToken: number | null;
  perAnswer: number | null;
  /** Answers that were on their way at the same time, on average. */
  atOnce: number;
}

export interface ServedSpeed {
  /** Names of the endpoints in ENDPOINTS. */
  endpoints: readonly string[];
  speed: Speed;
  /** Whether it is that of other models of these endpoints, because this one was never asked. */
  isBorrowed: boolean;
}

export interface Speeds {
  /** Of the model that endpoints know by this name; null where nothing of it was measured. */
  ofModel(servedAs: string): ServedSpeed | null;
  /** Of the scorer of this name. */
  ofScorer(scorer: string): Speed | null;
}

/** How fast models and scorers are, as workers measured it, at the endpoints that workers know now, where any works. */
export async function readSpeeds(): Promise<Speeds> {
  const [all, listed] = await Promise.all([
    db().serverSpeed.findMany({ where: { measuredAt: { gt: new Date(Date.now() - forgotten * 86_400_000) } } }),
    db().runEndpoint.findMany({ where: { scorer: "" }, select: { name: true, models: true } }),
  ]);
  const present = new Set(listed.map(({ name }) => name));
  const rows = all.filter(({ scorer, endpoint }) => scorer === "" && (present.size === 0 || present.has(endpoint)));
  return {
    ofModel(servedAs) {
      const own = rows.filter((row) => row.servedAs === servedAs && row.tokens > 0);
      if (own.length > 0) return together(own, false);
      const serving = new Set(listed.flatMap(({ name, models }) => (models.includes(servedAs) ? [name] : [])));
      const others = [...Map.groupBy(rows, (row) => row.endpoint)].flatMap(([endpoint, some]) => {
        return serving.has(endpoint) && some.some(({ tokens }) => tokens > 0) ? [{ endpoint, ...sum(some) }] : [];
      });
      return others.length > 0 ? together(others, true) : null;
    },
    ofScorer(scorer) {
      const own = all.filter((row) => row.scorer === scorer && row.answers > 0);
      return own.length > 0 ? speedOf(sum(own)) : null;
    },
  };
}

function sum(rows: readonly Measured[]): Measured {
  const of = (field: keyof Measured) => rows.reduce((total, row) => total + row[field], 0);
  return {
    answers: of("answers"),
    promptTokens: of("promptTokens"),
    tokens: of("tokens"),
    readSeconds: of("readSeconds"),
    writeSeconds: of("writeSeconds"),
    slotSeconds: of("slotSeconds"),
  };
}

function speedOf({ answers, promptTokens, tokens, readSeconds, writeSeconds, slotSeconds }: Measured): Speed {
  return {
    perPromptToken: promptTokens > 0 ? readSeconds / promptTokens : 0,
    perToken: tokens > 0 ? writeSeconds / tokens : null,
    perAnswer: answers > 0 ? (readSeconds + writeSeconds) / answers : null,
    atOnce: Math.max(1, slotSeconds / (readSeconds + writeSeconds)),
  };
}

/** Several endpoints of one model do its work side by side: what each does in a second adds up. */
function together(rows: readonly (Measured & { endpoint: string })[], isBorrowed: boolean): ServedSpeed {
  const speeds = rows.map(speedOf);
  const joined = (of: (speed: Speed) => number | null) => {
    const known = speeds.flatMap((speed) => of(speed) || []);
    return known.length === 0 ? null : 1 / known.reduce((total, seconds) => total + 1 / seconds, 0);
  };
  return {
    endpoints: rows.map(({ endpoint }) => endpoint).toSorted(),
    speed: {
      perPromptToken: joined(({ perPromptToken }) => perPromptToken) ?? 0,
      perToken: joined(({ perToken }) => perToken),
      perAnswer: joined(({ perAnswer }) => perAnswer),
      atOnce: speeds.reduce((total, { atOnce }) => total + atOnce, 0),
    },
    isBorrowed,
  };
}
