import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHub } from "@/e2e/servers/hub";
import { startOidc } from "@/e2e/servers/oidc";
import { startSmtp } from "@/e2e/servers/smtp";
import { startEmbedded } from "@/prisma/embedded";
import { findFreePort } from "@/prisma/free-port";
import { migrate } from "@/prisma/migrate";
import { buildWeb } from "./stack/build-web";
import { Children, waitFor } from "./stack/children";
import { missingParts } from "./stack/missing-parts";
import { programs } from "./stack/programs";
import { runCommand } from "./stack/run-command";
import { fail, step } from "./stack/step";

/**
 * `npm run e2e`: the built portal with a database, worker, zoo, Hub stand-in, identity provider and mail server of its own,
 * and Playwright against it. Arguments are passed on: `npm run e2e -- e2e/reviews.spec.ts`.
 */
const folder = mkdtempSync(join(tmpdir(), "polyphony-e2e-"));
// As root, Postgres runs as another user, who must be able to pass this folder.
chmodSync(folder, 0o755);
const cleanups: (() => Promise<unknown> | unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];

async function startServices() {
  const [databasePort, zooPort, demoPort, realPort] = await Promise.all([findFreePort(), findFreePort(), findFreePort(), findFreePort()]);
  const demoUrl = `http://127.0.0.1:${demoPort}`;
  const realUrl = `http://127.0.0.1:${realPort}`;
  const database = await startEmbedded({
    directory: join(folder, "postgres"),
    port: databasePort,
    password: "e2e",
    fresh: true,
    temporary: true,
  });
  cleanups.push(() => database.stop());
  await database.createDatabase("polyphony");
  await migrate(database.url("polyphony"));
  const hub = await startHub(0);
  const smtp = await startSmtp({ port: 0 });
  const oidc = await startOidc({ port: 0, portalUrl: realUrl });
  cleanups.push(hub.close, smtp.stop, oidc.stop);
  const environment = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: database.url("polyphony"),
    NEXTAUTH_SECRET: "a secret for journeys only, longer than 32 characters",
    HUB_URL: hub.url,
    SMTP_URL: smtp.url,
    MAIL_FROM: "Polyphony <portal@example.org>",
    ENDPOINTS: JSON.stringify([{ name: "zoo", url: `http://127.0.0.1:${zooPort}` }]),
    DATA_DIR: folder,
    LOG_LEVEL: "info",
    SEED_QUESTIONS_PER_TASK: "4",
  };
  const demo = { ...environment, NEXTAUTH_URL: demoUrl, DEMO_MODE: "true" };
  const real = { ...environment, ...oidc.environment, NEXTAUTH_URL: realUrl, DEMO_MODE: "false" };
  return { zooPort, demoPort, realPort, demoUrl, realUrl, hub, smtp, demo, real };
}

async function run(): Promise<number> {
  const services = await step("Database, Hub stand-in, mail, identity provider", startServices);
  const seeded = await step("Seed", () => runCommand(["tsx", "prisma/seed/seed.ts"], { environment: services.demo }));
  if (seeded.code !== 0) throw new Error(seeded.output);
  await step(
    "Build",
    () => buildWeb(services.demo),
    (built) => (built ? "new" : "unchanged"),
  );
  const children = new Children(folder, (error) => fail(error));
  cleanups.push(() => children.stop());
  children.start({ name: "zoo", arguments: programs.zoo(services.zooPort, folder), environment: services.demo });
  children.start({ name: "demo", arguments: programs.web(services.demoPort), environment: services.demo });
  children.start({ name: "real", arguments: programs.web(services.realPort), environment: services.real });
  children.start({ name: "worker", arguments: programs.worker(), environment: services.demo });
  await step("Portal", async () => {
    await waitFor(`http://127.0.0.1:${services.zooPort}/health`, 60, () => children.lastWords("zoo"));
    await waitFor(`${services.demoUrl}/api/health`, 60, () => children.lastWords("demo"));
    await waitFor(`${services.realUrl}/api/health`, 60, () => children.lastWords("real"));
    await missingParts(`${services.demoUrl}/api/health`);
  });
  const environment = {
    E2E_DEMO_URL: services.demoUrl,
    E2E_BASE_URL: services.realUrl,
    E2E_HUB_URL: services.hub.url,
    E2E_MAIL_URL: services.smtp.inboxUrl,
    E2E_DATABASE_URL: services.demo.DATABASE_URL,
  };
  const { code } = await runCommand(["playwright", "test", ...process.argv.slice(2)], { show: true, environment });
  if (code !== 0) process.stdout.write(`\nLast words of the portal:\n${children.lastWords("demo")}\n${children.lastWords("worker")}\n`);
  return code;
}

async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void cleanUp().then(() => process.exit(130)));
run()
  .then(async (code) => {
    await cleanUp();
    process.exit(code);
  })
  .catch(async (error) => {
    await cleanUp();
    fail(error);
  });
