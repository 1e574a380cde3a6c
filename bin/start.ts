import { spawn } from "node:child_process";
import { join } from "node:path";
import { findFreePort } from "@/prisma/embedded";
import { migrate } from "@/prisma/migrate";
import { buildWeb } from "./stack/build-web";
import { Children, waitFor } from "./stack/children";
import { startDatabase } from "./stack/database";
import { portalEnvironment } from "./stack/environment";
import { expectFree } from "./stack/expect-free";
import { holdLock } from "./stack/lock";
import { endOrphans } from "./stack/orphans";
import { programs } from "./stack/programs";
import { readSettings, root } from "./stack/settings";
import { fail, say, step, Trouble } from "./stack/step";

/** `npm start`: everything on one machine, from nothing to the address of the first page. `npm run dev` reloads what is edited. */
const isDevelopment = process.argv.includes("--dev");
const begun = performance.now();
const cleanups: (() => Promise<void> | void)[] = [];
let ending = false;

async function end(code: number): Promise<never> {
  if (!ending) {
    ending = true;
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
  process.exit(code);
}

function runScript(file: string, environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", join(root, file)], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("exit", (code) => (code === 0 ? done() : reject(new Trouble(`${file} failed:\n${output.slice(-4000)}`))));
  });
}

async function start(): Promise<void> {
  say("Polyphony");
  const settings = readSettings();
  cleanups.push(holdLock(settings.dataDirectory));
  endOrphans(join(settings.dataDirectory, "logs"));
  await expectFree(settings.port);
  const database = await step(
    "Database",
    () => startDatabase(settings),
    (outcome) => outcome.description,
  );
  cleanups.push(() => database.stop());
  await step(
    "Migrations",
    () => migrate(database.url),
    (names) => (names.length > 0 ? `${names.length} applied` : "up to date"),
  );
  const zooPort = await findFreePort();
  const environment = portalEnvironment(settings, { databaseUrl: database.url, zooPort });
  await step("Database client", () => runScript("prisma/generate.ts", environment));
  await step("Seed", () => runScript("prisma/seed/seed.ts", environment));
  await step(
    "Build",
    () => buildWeb(environment),
    (built) => (built ? "new" : "unchanged"),
  );
  const children = new Children(join(settings.dataDirectory, "logs"), (error) => {
    say(`\n${error.message}`);
    void end(1);
  });
  cleanups.push(() => children.stop());
  await step("Zoo, web and worker", async () => {
    children.start({ name: "zoo", arguments: programs.zoo(zooPort), environment });
    children.start({ name: "web", arguments: programs.web(settings.port, isDevelopment), environment });
    children.start({ name: "worker", arguments: programs.worker(), environment });
    await waitFor(`http://127.0.0.1:${zooPort}/health`, 60, () => children.lastWords("zoo"));
    await waitFor(`http://127.0.0.1:${settings.port}/api/health`, 60, () => children.lastWords("web"));
  });
  say(`\nReady after ${((performance.now() - begun) / 1000).toFixed(1)} s:  http://127.0.0.1:${settings.port}`);
  say(`Logs are in ${join(settings.dataDirectory, "logs")}. Ctrl-C stops everything; the data is kept (npm run reset wipes it).`);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!ending) say("\nStopping ...");
    void end(0);
  });
}
// The bootstrap was killed: nobody is left to press Ctrl-C.
process.on("disconnect", () => void end(1));

start().catch(async (error) => {
  ending = true;
  for (const cleanup of cleanups.reverse()) await cleanup();
  fail(error);
});
