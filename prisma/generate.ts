import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

/**
 * Makes the database client in `lib/db/generated`. Generation never runs Prisma's schema engine, yet the command
 * insists on having one: naming any existing file satisfies it, so nothing is downloaded.
 */
const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
execFileSync(process.execPath, [cli, "generate"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
});
