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
 *     npm run chaos -- [--kills 100] [--job-kills 50] [--outages 3] [--outage-seconds 30]
 */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    "job-kills": { type: "string", default: "50" },
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

const folder = mkdtempSync(join(tmpdir(), "polyphony-chaos-"));
const report = join(folder, "report.jsonl");
const jobsReport = join(folder, "jobs.jsonl");

/** As `worker/chaos/testing/break-jobs.ts` writes it. */
const jobFigures = z.object({
  kind: z.string(),
  worker: z.number(),
  job: z.number(),
  slurmd: z.number(),
  slurmctld: z.number(),
  jobs: z.number(),
  attempts: z.number(),
  lost: z.number(),
  doubled: z.number(),
  orphans: z.number(),
  seconds: z.number(),
});

function readLines<T>(file: string, shape: z.ZodType<T>): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => shape.parse(JSON.parse(line)));
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
  return markdown(kinds.map(([kind, some]) => ({ "": kind, ...summarise(some) })));
}

function markdown(rows: readonly Record<string, string | number>[]): string {
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
      CHAOS_JOB_KILLS: values["job-kills"],
      CHAOS_JOBS_REPORT: jobsReport,
    },
  });
  say(`\n${table(readLines(report, trialFigures))}`);
  const jobs = readLines(jobsReport, jobFigures);
  if (jobs.length > 0) say(`\nKilled at random under jobs, by what was killed:\n\n${markdown(jobs)}`);
  process.exit(code);
} catch (error) {
  fail(error);
}
