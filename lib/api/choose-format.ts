/** Forms in which answers of a run are given, each with its media type. */
export const resultFormats = ["json", "jsonl", "parquet"] as const;
export type ResultFormat = (typeof resultFormats)[number];

export const mediaTypes: Readonly<Record<ResultFormat, string>> = {
  json: "application/json",
  jsonl: "application/jsonl",
  parquet: "application/vnd.apache.parquet",
};

const byMediaType = new Map<string, ResultFormat>([
  ...resultFormats.map((format): [string, ResultFormat] => [mediaTypes[format], format]),
  ["application/x-ndjson", "jsonl"],
  ["application/x-jsonlines", "jsonl"],
  ["application/x-parquet", "parquet"],
]);

/** The form that an Accept header likes best; JSON where it names none of ours. Of equally liked ones the first counts. */
export function chooseFormat(accept: string | null): ResultFormat {
  const wishes = (accept ?? "").slice(0, 1_000).split(",").map(readWish);
  const liked = wishes.filter(({ format, weight }) => format !== undefined && weight > 0);
  const [best] = liked.toSorted((one, other) => other.weight - one.weight);
  return best?.format ?? "json";
}

function readWish(text: string): { format: ResultFormat | undefined; weight: number } {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
  return { format: byMediaType.get(type), weight: Number.isNaN(weight) ? 0 : weight };
}
