import { AppError } from "@/lib/errors";
import type { HubDatasetFile } from "@/lib/hub/datasets";
import { type Split, splits } from "../schema";

/** A Parquet file of a data set, and what its path says of it. */
export interface ParquetFile extends HubDatasetFile {
  config: string;
  split: string;
}

const shapes = [
  /^(?:(?<config>.+)\/)?(?<split>[^/]+?)-\d{5}-of-\d{5}(?:-[0-9a-f]+)?\.parquet$/,
  /^(?:(?<config>.+)\/)?(?<split>[^/]+)\/\d{4}\.parquet$/,
  /^(?:(?<config>.+)\/)?(?<split>[^/]+)\.parquet$/,
];

/** The Parquet files among the files of a data set, in the layouts that the Hub knows. */
export function parquetFiles(files: readonly HubDatasetFile[]): ParquetFile[] {
  return files
    .flatMap((file) => {
      const found = shapes.map((shape) => shape.exec(file.path)?.groups).find((groups) => groups !== undefined);
      const config = found?.config === undefined || found.config === "data" ? "default" : found.config;
      return found?.split === undefined ? [] : [{ ...file, config, split: found.split }];
    })
    .sort((one, other) => Number(one.path > other.path) - Number(one.path < other.path));
}

/**
 * Which files give which of our splits.
 * @param wish our split to theirs; where it is empty, dev comes from "validation", "dev" or "train", and test from "test"
 * @throws AppError INVALID_INPUT that lists what there is to choose from
 */
export function chooseFiles(
  files: readonly ParquetFile[],
  config: string | undefined,
  wish: Readonly<Record<string, string>>,
): { split: Split; theirs: string; files: ParquetFile[] }[] {
  const configs = [...new Set(files.map((file) => file.config))];
  if (configs.length === 0) {
    throw invalid("There is no Parquet file at this revision. The Hub's own conversion is at --revision refs/convert/parquet.");
  }
  const chosen = config ?? (configs.length === 1 ? configs[0] : undefined);
  if (chosen === undefined || !configs.includes(chosen))
    throw invalid(`Choose one of its configurations with --config: ${configs.join(", ")}.`);
  const present = files.filter((file) => file.config === chosen);
  const names = [...new Set(present.map((file) => file.split))];
  const wishes = Object.keys(wish).length > 0 ? readWish(wish) : usualWish(names);
  const unknown = wishes.filter(({ theirs }) => !names.includes(theirs)).map(({ theirs }) => theirs);
  if (unknown.length > 0) throw invalid(`It has no split ${unknown.join(", ")}. Its splits: ${names.join(", ")}.`);
  if (wishes.length === 0) throw invalid(`Say which of its splits (${names.join(", ")}) is which, for example --split test=${names[0]}.`);
  return wishes.map(({ split, theirs }) => ({ split, theirs, files: present.filter((file) => file.split === theirs) }));
}

interface Wish {
  split: Split;
  theirs: string;
}

function readWish(wish: Readonly<Record<string, string>>): Wish[] {
  return Object.entries(wish).map(([ours, theirs]) => {
    const split = splits.find((one) => one === ours.replace("-", "_"));
    if (!split) throw invalid(`"${ours}" is none of our splits, which are held-out, dev and test.`);
    return { split, theirs };
  });
}

function usualWish(names: readonly string[]): Wish[] {
  const dev = ["validation", "dev", "train"].find((name) => names.includes(name));
  return [
    ...(dev ? [{ split: "dev" as const, theirs: dev }] : []),
    ...(names.includes("test") ? [{ split: "test" as const, theirs: "test" }] : []),
  ];
}

function invalid(message: string): AppError {
  return new AppError("INVALID_INPUT", `The data set cannot be imported. ${message}`);
}
