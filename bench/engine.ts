/**
 * What the portal's engine costs beside raw undici, `fetch` and the `openai` SDK, all asking the same mock endpoint.
 *
 *     npm run bench -- engine [--quick] [--repeats 3] [--only 500x512]
 *
 * Each client runs in a process of its own and asks about 1 kB for about 1 kB. The engine does all that it does for a run:
 * key, look-up, window, sending, storing in Postgres, acknowledging after the commit. Clients take turns within a repeat, so
 * that whatever else the machine does meets all of them; the ratios are of one repeat.
 */
import { parseArgs } from "node:util";
import { seedModel } from "@/lib/runs/testing/builders";
import { spawnMock } from "@/lib/serving/testing/spawn-mock";
import { startBenchDatabase } from "./parts/bench-database";
import { type Measure, measure, servedMock } from "./parts/measure";
import { finish, inWords, median, say, spreadOf, table } from "./parts/report";

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, repeats: { type: "string" }, only: { type: "string" } },
});
const repeats = Number(values.repeats ?? (values.quick ? 1 : 3));
const clients = ["undici", "fetch", "openai", "engine"];

/** Milliseconds of latency, requests in flight, requests, and who takes part. */
const allSettings = values.quick
  ? [
      { latency: 0, inFlight: 64, requests: 1_500, clients },
      { latency: 500, inFlight: 512, requests: 2_048, clients },
    ]
  : [
      { latency: 0, inFlight: 64, requests: 6_000, clients },
      { latency: 0, inFlight: 512, requests: 6_000, clients },
      { latency: 500, inFlight: 64, requests: 1_024, clients },
      { latency: 500, inFlight: 512, requests: 8_192, clients },
      { latency: 500, inFlight: 2_048, requests: 12_288, clients: ["undici", "engine"] },
    ];

const settings = allSettings.filter(({ latency, inFlight }) => (values.only ?? `${latency}x${inFlight}`) === `${latency}x${inFlight}`);

const database = await startBenchDatabase();
const model = servedMock(await seedModel("mock"));
const outcomes: Record<string, unknown>[] = [];
try {
  for (const setting of settings) {
    const mock = await spawnMock({ models: ["mock"], latency: setting.latency });
    const measured = new Map<string, Measure[]>(setting.clients.map((client) => [client, []]));
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      for (const client of setting.clients) {
        const salt = `${setting.latency}-${setting.inFlight}-${repeat}`;
        measured.get(client)?.push(await measure({ client, url: mock.url, model, salt, ...setting }));
      }
    }
    mock.stop();
    outcomes.push(...summarise(setting, measured));
  }
} finally {
  await database.stop();
}

function summarise({ latency, inFlight, requests }: (typeof settings)[number], measured: ReadonlyMap<string, Measure[]>) {
  const raw = measured.get("undici") ?? [];
  const rows = [...measured].map(([client, passes]) => {
    const overheads = passes.map((pass, repeat) => (pass.seconds / (raw[repeat]?.seconds ?? Number.NaN) - 1) * 100);
    return {
      client,
      latency,
      inFlight,
      requests,
      perSecond: spreadOf(
        passes.map(({ perSecond }) => perSecond),
        0,
      ),
      cpuMs: spreadOf(
        passes.map(({ cpuMs }) => cpuMs),
        3,
      ),
      overUndiciPercent: spreadOf(overheads, 1),
      failures: passes.reduce((sum, { failures }) => sum + failures, 0),
    };
  });
  say(`\n${latency} ms latency, ${inFlight} in flight, ${requests} requests, ${repeats} repeats\n`);
  const words = rows.map((row) => ({
    client: row.client,
    "requests/s": inWords(row.perSecond),
    "CPU ms/request": inWords(row.cpuMs),
    "wall over undici, %": row.client === "undici" ? "-" : inWords(row.overUndiciPercent),
    failures: row.failures,
  }));
  say(table(words));
  return rows;
}

const engineAt = (latency: number, inFlight: number) =>
  outcomes.find((row) => row.client === "engine" && row.latency === latency && row.inFlight === inFlight);
finish({
  bench: "engine",
  repeats,
  goals: { overUndiciPercentAt500And512: 5, cpuMs: 0.4, inFlightWithoutFailures: 2_048 },
  at500And512: engineAt(500, 512),
  at500And2048: engineAt(500, 2_048),
  medianCpuMs: median(outcomes.flatMap((row) => (row.client === "engine" ? [(row.cpuMs as { median: number }).median] : []))),
  outcomes,
});
process.exit(0);
