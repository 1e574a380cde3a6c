import { readFileSync } from "node:fs";
import { z } from "zod";

/** JSON knows no infinities: they are written as text. */
const number = z.union([z.number(), z.enum(["inf", "-inf", "nan"]).transform((text) => Number(text.replace("inf", "Infinity")))]);
const row = z.array(number);
const pair = z.tuple([number, number]);
const strengths = z.object({ strengths: row, nu: number });

const schema = z.object({
  distributions: z.record(z.string(), z.array(row)),
  proportions: z.array(z.tuple([number, number, number, number, number, number])),
  clustered: z.array(z.object({ values: row, clusters: row, mean: number, se: number, interval: pair })),
  bca: z.array(z.object({ values: row, drawn: row, interval: pair })),
  bcaEndToEnd: z.object({ values: row, mean: pair, xs: row, ys: row, correlation: pair }),
  discordant: z.array(z.tuple([number, number, number, number])),
  permutation: z.array(z.object({ ours: row, theirs: row, p: number })),
  multiple: z.array(z.object({ ps: row, holm: row, bh: row })),
  correlations: z.array(
    z.object({
      xs: row,
      ys: row,
      r: number,
      p: number,
      interval: pair,
      rho: number,
      rhoP: number,
      exactP: number.optional(),
      exactRhoP: number.optional(),
    }),
  ),
  power: z.object({
    votesNeeded: z.array(z.tuple([number, number, number])),
    comparisonPower: z.array(z.tuple([number, number, number, number])),
    criticalCorrelation: z.array(pair),
  }),
  ratings: z.array(
    z.object({
      wins: z.array(row),
      ties: z.array(row),
      rateable: z.boolean(),
      ridge: row.nullable(),
      strengths: row.optional(),
      covariance: z.array(row).optional(),
      choix: row.optional(),
      evalica: row.optional(),
      davidson: strengths.optional(),
      newman: strengths.optional(),
    }),
  ),
  agreement: z.array(z.object({ units: z.array(row), metric: z.enum(["nominal", "ordinal", "interval"]), alpha: number })),
  games: z.array(z.object({ members: number, worth: row, shapley: row, leaveOneOut: row })),
  macro: z.object({ tasks: z.array(z.array(row)), intervals: z.array(pair), differences: z.array(pair) }),
});

/** What the reference implementations give: see golden.py. */
export function readGolden(): z.infer<typeof schema> {
  return schema.parse(JSON.parse(readFileSync(new URL("./golden.json", import.meta.url), "utf8")));
}
