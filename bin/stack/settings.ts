import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { closedFolder } from "@/prisma/open-to-others";
import { claimDataFolder } from "./data-folder";
import { Trouble } from "./step";

export const root = resolve(import.meta.dirname, "../..");

/** Secrets of this installation, made once and kept beside the data. */
interface Secrets {
  nextauth: string;
  database: string;
}

export interface Settings {
  /** Folder of the database, the secrets and the logs. */
  dataDirectory: string;
  /** Port of the web server. */
  port: number;
  secrets: Secrets;
}

/** Reads `.env`, and which folder holds the data: the same one for a start and for a reset. */
export function readDataDirectory(): string {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  return resolve(root, process.env.DATA_DIR || ".polyphony");
}

/** Reads `.env`, the port and the data folder, and makes the secrets when there are none. */
export function readSettings(): Settings {
  const dataDirectory = readDataDirectory();
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Trouble(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  claimDataFolder(dataDirectory);
  mkdirSync(join(dataDirectory, "logs"), { recursive: true });
  accessSync(dataDirectory, constants.W_OK);
  const { bavail, bsize } = statfsSync(dataDirectory);
  if (bavail * bsize < 500e6)
    throw new Trouble(
      `Only ${Math.round((bavail * bsize) / 1e6)} MB are free in ${dataDirectory}; 500 MB are needed. Free some space, then start again.`,
    );
  return { dataDirectory, port, secrets: readSecrets(join(dataDirectory, "secrets.json")) };
}

function readSecrets(file: string): Secrets {
  if (!existsSync(file)) {
    const secrets: Secrets = { nextauth: randomBytes(32).toString("hex"), database: randomBytes(16).toString("hex") };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600, flag: "wx" });
  }
  return JSON.parse(readFileSync(file, "utf8")) as Secrets;
}

/**
 * Where Postgres keeps its files. As root the server runs as the user `postgres`, who must be able to pass every
 * folder on the way; when one is closed to others, the files go below /var/lib instead.
 */
export function databaseDirectory(dataDirectory: string): string {
  const preferred = join(dataDirectory, "postgres");
  if (process.getuid?.() !== 0) return preferred;
  if (closedFolder(dataDirectory) !== null) return join("/var/lib/polyphony", dataDirectory.replaceAll("/", "_"), "postgres");
  return preferred;
}
