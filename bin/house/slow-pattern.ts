import { type Part, parsePattern } from "./parse-pattern";

/**
 * Why a regular expression looks at a text of length n about n² times or more; null when it looks a fixed number of times.
 * Three shapes do: a repetition of a repetition that can be split in many ways; two repetitions of common signs one behind the
 * other; and a repetition that can begin at every sign of its own run, and then fails at its end. It is cautious: sets of
 * groups are taken together.
 */
export function whySlow(source: string, flags: string): string | null {
  const ways = parsePattern(source, flags);
  return ways.map((way) => nested(way) ?? adjacent(way) ?? begunAgain(way, flags)).find((why) => why !== null) ?? null;
}

const isEndless = (part: Part) => part.most === Number.POSITIVE_INFINITY;

function signsOf(part: Part): ReadonlySet<string> {
  if (part.kind === "set") return part.signs;
  return part.kind === "place" ? new Set() : new Set(part.ways.flat().flatMap((inner) => [...signsOf(inner)]));
}

/** Signs with which a part can begin. */
function beginningsOf(part: Part): ReadonlySet<string> {
  if (part.kind !== "group") return signsOf(part);
  const heads = part.ways.map((way) => way.slice(0, 1 + way.findIndex((one) => !isOptional(one))));
  return new Set(
    heads.flatMap((head, place) => (head.length > 0 ? head : (part.ways[place] ?? []))).flatMap((one) => [...beginningsOf(one)]),
  );
}

/** Whether a part can match nothing. */
function isOptional(part: Part): boolean {
  if (part.kind === "place" || part.least === 0) return true;
  return part.kind === "group" && part.ways.some((way) => way.every(isOptional));
}

const share = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one].some((sign) => other.has(sign));

/** Whether all parts can match signs of a run, or nothing: then nothing in them tells where the run is left. */
const yields = (parts: readonly Part[], run: ReadonlySet<string>) => parts.every((part) => isOptional(part) || share(signsOf(part), run));

function nested(way: readonly Part[]): string | null {
  for (const part of way) {
    if (part.kind !== "group") continue;
    for (const inner of part.ways) {
      const endless = inner.find((one) => isEndless(one) && yields(inner, signsOf(one)));
      if (isEndless(part) && endless) return "a repetition of a repetition";
      const within = nested(inner) ?? adjacent(inner);
      if (within !== null) return within;
    }
  }
  return null;
}

function adjacent(way: readonly Part[]): string | null {
  for (const [place, part] of way.entries()) {
    if (!isEndless(part)) continue;
    const run = signsOf(part);
    for (const later of way.slice(place + 1)) {
      const met = share(beginningsOf(later), run);
      if (isEndless(later) && met) return "two repetitions of common signs";
      if (!isOptional(later) && !met) break;
    }
  }
  return null;
}

/** Only a pattern that may begin anywhere, and demands something behind its first repetition. */
function begunAgain(way: readonly Part[], flags: string): string | null {
  const [first] = way;
  if (flags.includes("y") || (first?.kind === "place" && !flags.includes("m"))) return null;
  const place = way.findIndex(isEndless);
  const part = way[place];
  if (part === undefined) return null;
  const behind = way.slice(place + 1);
  const demands = behind.some((later) => later.kind === "place" || !isOptional(later));
  return demands && yields(way.slice(0, place), signsOf(part)) ? "a repetition that begins again at each of its signs" : null;
}
