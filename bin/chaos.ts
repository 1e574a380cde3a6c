import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { runCommand } from "./stack/run-command";
import { fail, say } from "./stack/step";

/**
 * `npm run chaos`: the crash tests at length, with their figures as a table.
 *
 *     npm run chaos -- [--kills 100] [--outages 3] [--outage-seconds 30]
 */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    outages: { type: "string", default: "3" },
    "outage-seconds": { type: "string", default: "30" },
  },
});

/** As `worker/chaos/testing/report.ts` writes it. */
const trialFigures = z.object({
  kind: z.string(),
  runs: z.number(),
  acknowledged: z.number(),
  lost: z.number(),
  results: z.number(),
  askedAgain: z.number(),
  repeated: z.number(),
  resumedAfter: z.number().nullable(),
});
type TrialFigures = z.infer<typeof trialFigures>;

const report = join(mkdtempSync(join(tmpdir(), "polyphony-chaos-")), "report.jsonl");

function readTrials(): TrialFigures[] {
  if (!existsSync(report)) return [];
  return readFileSync(report, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => trialFigures.parse(JSON.parse(line)));
}

function summarise(trials: readonly TrialFigures[]): Record<string, string | number> {
  const sum = (pick: (trial: TrialFigures) => number) => trials.reduce((total, trial) => total + pick(trial), 0);
  const waits = trials.flatMap(({ resumedAfter }) => resumedAfter ?? []).sort((one, other) => one - other);
  const seconds = (place: number) => waits.at(place)?.toFixed(1) ?? "-";
  return {
    trials: trials.length,
    runs: sum(({ runs }) => runs),
    results: sum(({ results }) => results),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    "asked again though stored": sum(({ askedAgain }) => askedAgain),
    "sent twice": sum(({ repeated }) => repeated),
    "resumed after s, median": seconds(Math.floor(waits.length / 2)),
    longest: seconds(-1),
  };
}

/** A Markdown table, ready for a document. */
function table(trials: readonly TrialFigures[]): string {
  const kinds = [...Map.groupBy(trials, ({ kind }) => kind), ["all", trials] as const];
  const rows = kinds.map(([kind, some]) => ({ "": kind, ...summarise(some) }));
  const names = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(names), line(names.map(() => "---")), ...rows.map((row) => line(Object.values(row)))].join("\n");
}

try {
  const { code } = await runCommand(["vitest", "run", "--project=chaos"], {
    show: true,
    environment: {
      CHAOS_KILLS: values.kills,
      CHAOS_OUTAGES: values.outages,
      CHAOS_OUTAGE_S: values["outage-seconds"],
      CHAOS_REPORT: report,
    },
  });
  say(`\n${table(readTrials())}`);
  process.exit(code);
} catch (error) {
  fail(error);
}
