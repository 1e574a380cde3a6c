/** A part of a regular expression: a set of signs, a group, or a condition on the place (^, $, \b, what stands around). */
export type Part = ({ kind: "set"; signs: ReadonlySet<string> } | { kind: "group"; ways: Part[][] } | { kind: "place" }) & {
  /** How often it may come; `most` is Infinity for * and +. */
  least: number;
  most: number;
};

/** Signs that stand for all others: ASCII, and one of each other kind that patterns tell apart. */
const samples = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  "\u00a0",
  "é",
  "β",
  "中",
  "٣",
  "\u2028",
  "“",
  "\u200b",
];

/** Parts of a pattern, by alternatives. Sets are those of the engine itself: each is asked about the samples. */
export function parsePattern(source: string, flags: string): Part[][] {
  const reader = { source, flags: flags.replace(/[gy]/g, ""), at: 0 };
  return alternatives(reader);
}

interface Reader {
  source: string;
  flags: string;
  at: number;
}

function alternatives(reader: Reader): Part[][] {
  const ways: Part[][] = [[]];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ")") {
    if (reader.source[reader.at] === "|") {
      reader.at += 1;
      ways.push([]);
    } else ways.at(-1)?.push(counted(reader));
  }
  return ways;
}

function counted(reader: Reader): Part {
  const part = single(reader);
  const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.source.slice(reader.at));
  if (found === null) return part;
  reader.at += found[0].length;
  const [text, low = "", comma = "", high = ""] = found;
  if (text.startsWith("*")) return { ...part, least: 0, most: Number.POSITIVE_INFINITY };
  if (text.startsWith("+")) return { ...part, least: 1, most: Number.POSITIVE_INFINITY };
  if (text.startsWith("?")) return { ...part, least: 0, most: 1 };
  if (comma === "") return { ...part, least: Number(low), most: Number(low) };
  return { ...part, least: Number(low), most: high === "" ? Number.POSITIVE_INFINITY : Number(high) };
}

const once = { least: 1, most: 1 } as const;

function single(reader: Reader): Part {
  const rest = reader.source.slice(reader.at);
  const group = /^\((\?(?:[:=!]|<[=!]|<\w+>))?/.exec(rest);
  if (group !== null) {
    reader.at += group[0].length;
    const ways = alternatives(reader);
    reader.at += 1;
    return /[=!]$/.test(group[0]) ? { kind: "place", ...once } : { kind: "group", ways, ...once };
  }
  const place = /^(?:[$^]|\\[bB]|\\[1-9]|\\k<\w+>)/.exec(rest);
  if (place !== null) {
    reader.at += place[0].length;
    return { kind: "place", ...once };
  }
  const atom =
    /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\c[A-Za-z]|\\.|[^\\])/su.exec(rest)?.[0] ??
    rest;
  reader.at += atom.length;
  const one = new RegExp(`^(?:${atom})$`, reader.flags);
  return { kind: "set", signs: new Set(samples.filter((sign) => one.test(sign))), ...once };
}
