import { join } from "node:path";
import { findFreePort } from "@/prisma/free-port";
import { migrate } from "@/prisma/migrate";
import { buildWeb } from "./stack/build-web";
import { Children, waitFor } from "./stack/children";
import { startDatabase } from "./stack/database";
import { portalEnvironment } from "./stack/environment";
import { expectFree } from "./stack/expect-free";
import { fitDatabase } from "./stack/fit-database";
import { generateClient } from "./stack/generate-client";
import { holdLock } from "./stack/lock";
import { missingParts } from "./stack/missing-parts";
import { endOrphans } from "./stack/orphans";
import { programs } from "./stack/programs";
import { servesZoo } from "./stack/serves-zoo";
import { readSettings, type Settings } from "./stack/settings";
import { reasonOf, say, step, Trouble, tell } from "./stack/step";
import { workerPulse } from "./stack/worker-pulse";

/** `npm start`: everything on one machine, from nothing to the address of the first page. `npm run dev` reloads what is edited. */
const isDevelopment = process.argv.includes("--dev");
const begun = performance.now();
const cleanups: (() => Promise<void> | void)[] = [];
let children: Children | null = null;
let ending: Promise<never> | null = null;

/** Stops everything, the last begun first. Called twice it is the same end. */
function end(code: number): Promise<never> {
  ending ??= (async () => {
    while (cleanups.length > 0) {
      try {
        await cleanups.pop()?.();
      } catch (error) {
        say(`  ${reasonOf(error)}`);
      }
    }
    process.exit(code);
  })();
  return ending;
}

/** One step, unless the end has begun meanwhile. */
async function take<T>(name: string, work: () => Promise<T>, noteOf?: (outcome: T) => string): Promise<T> {
  if (ending) await ending;
  const outcome = await step(name, work, noteOf);
  if (ending) await ending;
  return outcome;
}

async function start(): Promise<void> {
  say("Polyphony");
  const settings = readSettings();
  const logs = join(settings.dataDirectory, "logs");
  cleanups.push(holdLock(settings.dataDirectory));
  endOrphans(logs);
  await expectFree(settings.port);
  const database = await take(
    "Database",
    () => startDatabase(settings, (stop) => cleanups.push(stop)),
    (outcome) => outcome.description,
  );
  await take(
    "Migrations",
    async () => {
      await fitDatabase(database.url);
      return migrate(database.url);
    },
    (names) => (names.length > 0 ? `${names.length} applied` : "up to date"),
  );
  children = new Children(logs, (error) => {
    say(`\n${error.message}`);
    void end(1);
  });
  cleanups.push(() => children?.stop());
  const address = `http://127.0.0.1:${settings.port}`;
  const missing = await startPrograms(children, settings, database.url);
  children.settle();
  say(`\nReady after ${((performance.now() - begun) / 1000).toFixed(1)} s:  ${address}`);
  for (const part of missing) say(`  Not there: ${part}. What needs it waits; the rest works.`);
  say(`Logs are in ${logs}. Ctrl-C stops everything; the data is kept (npm run reset wipes it).`);
}

const newOrNot = (made: boolean) => (made ? "new" : "unchanged");

/** @returns what is not there although the portal answers */
async function startPrograms(kept: Children, settings: Settings, databaseUrl: string): Promise<string[]> {
  const settled = portalEnvironment(settings, { databaseUrl, zooPort: null });
  const runScript = async (file: string) => {
    const { code, output } = await kept.run({ name: file, arguments: ["--import", "tsx", file], environment: settled });
    if (code !== 0) throw new Trouble(`${file} failed:\n${output.slice(-4000)}`);
  };
  const runOnce =
    (name: string) =>
    (words: string[], itsEnvironment = settled) =>
      kept.run({ name, arguments: words, environment: itsEnvironment });
  await take("Database client", () => generateClient(runOnce("client")), newOrNot);
  await take("Seed", () => runScript("prisma/seed/seed.ts"));
  const zooPort = (await servesZoo(databaseUrl)) ? await findFreePort() : null;
  const environment = portalEnvironment(settings, { databaseUrl, zooPort });
  await take("Build", () => buildWeb(environment, runOnce("build")), newOrNot);
  return take(zooPort === null ? "Web and worker" : "Zoo, web and worker", async () => {
    const zoo = `http://127.0.0.1:${zooPort}/health`;
    if (zooPort !== null) kept.start({ name: "zoo", arguments: programs.zoo(zooPort, settings.dataDirectory), environment, pulse: zoo });
    // While pages are compiled on demand, a silence is work.
    const pulse = isDevelopment ? {} : { pulse: `http://127.0.0.1:${settings.port}/api/health/live` };
    kept.start({ name: "web", arguments: programs.web(settings.port, isDevelopment), environment, ...pulse });
    kept.start({ name: "worker", arguments: programs.worker(), ...(await workerPulse(environment)) });
    // Model servers, the zoo's among them, may come later: without one the pages are there all the same.
    if (zooPort !== null) await waitFor(zoo, 20, () => kept.lastWords("zoo")).catch(() => undefined);
    const health = `http://127.0.0.1:${settings.port}/api/health`;
    await waitFor(health, 60, () => kept.lastWords("web"));
    return missingParts(health);
  });
}

/** Milliseconds within which signals are one press: a terminal, npm and a service manager each pass it on. */
const onePress = 1_000;
let pressedAt = Number.NEGATIVE_INFINITY;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (performance.now() - pressedAt < onePress) return;
    pressedAt = performance.now();
    if (!ending) say("\nStopping ... (Ctrl-C once more does not wait for what is under way)");
    else {
      say("Ending what is left.");
      children?.insist();
    }
    void end(0);
  });
}
// A terminal that was closed, or a full disk behind a redirection, is no reason to stop.
for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
// The bootstrap was killed: nobody is left to press Ctrl-C.
process.on("disconnect", () => void end(1));

async function giveUp(error: unknown): Promise<void> {
  // What fails because of the end is no news.
  if (ending) return;
  tell(error);
  await end(1);
}
process.on("uncaughtException", giveUp);
start().catch(giveUp);
