import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { migrate } from "@/prisma/migrate";
import { endGroup } from "./stack/end-group";
import { portalEnvironment } from "./stack/environment";
import { fitDatabase } from "./stack/fit-database";
import { programs } from "./stack/programs";
import { untilMute } from "./stack/pulse";
import { readSettings, root, type Settings } from "./stack/settings";
import { fail, say, Trouble } from "./stack/step";
import { workerPulse } from "./stack/worker-pulse";

/**
 * One process of a portal, for a service manager: `node --import tsx bin/serve.ts web|worker|zoo|migrate`. Says what it says to the standard
 * output, ends when it is told to, and with an error when the process ends or is alive and mute, so that the manager starts it again.
 */
const usage = "Write: node --import tsx bin/serve.ts web [--host ADDRESS] | worker | zoo [--port 3180] | migrate";
const zooPort = 3180;

interface Program {
  arguments: string[];
  environment: NodeJS.ProcessEnv;
  pulse: string;
}

async function programOf(name: string, { host, port }: { host?: string; port?: string }, settings: Settings): Promise<Program> {
  const databaseUrl = process.env.DATABASE_URL;
  if (name === "zoo") {
    const wanted = Number(port ?? zooPort);
    return {
      arguments: programs.zoo(wanted, settings.dataDirectory),
      environment: process.env,
      pulse: `http://127.0.0.1:${wanted}/health`,
    };
  }
  if (!databaseUrl) throw new Trouble("DATABASE_URL must name the database: only npm start brings one of its own.");
  const environment = portalEnvironment(settings, { databaseUrl, zooPort: null });
  if (name === "worker") return { arguments: programs.worker(), ...(await workerPulse(environment)) };
  const address = { host: host ?? "127.0.0.1", port: settings.port };
  const pulse = `http://${address.host === "0.0.0.0" ? "127.0.0.1" : address.host}:${address.port}/api/health/live`;
  return { arguments: programs.web(address.port, false, address.host), environment, pulse };
}

function run(name: string, program: Program): void {
  const child = spawn(process.execPath, program.arguments, {
    cwd: root,
    env: program.environment,
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  const watch = new AbortController();
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      asked = true;
      watch.abort();
      child.kill("SIGTERM");
    });
  }
  child.once("error", fail);
  child.once("exit", (code, signal) => {
    watch.abort();
    // What it had started itself would hold its port.
    if (child.pid !== undefined) endGroup(child.pid, "SIGKILL");
    if (!asked) say(`${name} ended by itself (${signal ?? code})`);
    process.exit(asked ? 0 : code || 1);
  });
  void untilMute(program.pulse, watch.signal).then((isMute) => {
    if (!isMute) return;
    say(`${name} is alive and does not answer any more; ending it`);
    if (child.pid !== undefined && !endGroup(child.pid, "SIGKILL")) child.kill("SIGKILL");
  });
}

async function serve(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { host: { type: "string" }, port: { type: "string" } },
    allowPositionals: true,
  });
  const [name = ""] = positionals;
  const settings = readSettings();
  if (name === "migrate") return prepare(settings);
  if (!["web", "worker", "zoo"].includes(name)) throw new Trouble(usage);
  run(name, await programOf(name, values, settings));
}

/** Brings the database to this version's schema; the other processes wait for it. */
async function prepare(settings: Settings): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Trouble("DATABASE_URL must name the database: only npm start brings one of its own.");
  await fitDatabase(url);
  const names = await migrate(url);
  say(names.length > 0 ? `Applied ${names.join(", ")}` : "The database is up to date.");
  const environment = portalEnvironment(settings, { databaseUrl: url, zooPort: null });
  const seed = spawn(process.execPath, ["--import", "tsx", "prisma/seed/seed.ts"], { cwd: root, env: environment, stdio: "inherit" });
  seed.once("exit", (code) => process.exit(code ?? 1));
}

serve().catch(fail);
