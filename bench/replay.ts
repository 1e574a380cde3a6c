/**
 * How many operations a second are answered from the memo: what a run costs that is executed again, and what a
 * leave-one-out costs for the part that it shares.
 *
 *     npm run bench -- replay [--quick]
 *
 * The texts are made once; then a fresh process asks for all of them, several times over. The first pass is that of a worker
 * which has just started; none of them sends anything.
 */
import { parseArgs } from "node:util";
import { seedModel } from "@/lib/runs/testing/builders";
import { spawnMock } from "@/lib/serving/testing/spawn-mock";
import { startBenchDatabase } from "./parts/bench-database";
import { type Measure, measureAll, servedMock } from "./parts/measure";
import { finish, say, spreadOf, table } from "./parts/report";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const [requests, processes, passes] = values.quick ? [4_000, 1, 2] : [30_000, 3, 4];

const database = await startBenchDatabase();
const mock = await spawnMock({ models: ["mock"] });
try {
  const asked = { client: "engine", url: mock.url, model: servedMock(await seedModel("mock")), salt: "replay", inFlight: 256 };
  await measureAll({ ...asked, requests, warm: 0 });
  mock.stop();
  // Nothing listens at the endpoint's address any more: whatever were sent would fail.
  const replays: Measure[][] = [];
  for (let each = 0; each < processes; each += 1) replays.push(await measureAll({ ...asked, requests, warm: 0, passes }));
  const place = (pass: number) => replays.flatMap((measures) => measures[pass] ?? []);
  const outcomes = Array.from({ length: passes }, (_, pass) => ({
    pass: pass + 1,
    perSecond: spreadOf(
      place(pass).map(({ perSecond }) => perSecond),
      0,
    ),
    cpuMs: spreadOf(
      place(pass).map(({ cpuMs }) => cpuMs),
      3,
    ),
    failures: place(pass).reduce((sum, { failures }) => sum + failures, 0),
  }));
  say(
    table(
      outcomes.map(({ pass, perSecond, cpuMs }) => ({
        "pass of a fresh process": pass,
        "operations/s": `${perSecond.median} (${perSecond.low} to ${perSecond.high})`,
        "CPU ms/operation": cpuMs.median,
      })),
    ),
  );
  finish({ bench: "replay", operations: requests, processes, goals: { perSecond: 10_000 }, outcomes });
} finally {
  mock.stop();
  await database.stop();
}
process.exit(0);
