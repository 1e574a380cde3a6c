import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "./write-whole";

/** What the wrapper of an attempt is told, as `wrapper.py` describes it. */
interface Attempt {
  name: string;
  attempt: number;
  nonce: string;
  command: readonly string[];
  environment: unknown;
  graceSeconds: number;
  /** Limits that the wrapper enforces; null where the cluster does. */
  seconds: number | null;
  memoryMb: number | null;
}

const heartbeatSeconds = 10;
/** Seconds before its time limit at which a program is told to save what it has. */
export const warnSeconds = 120;

export function attemptFolder(jobFolder: string, attempt: number): string {
  return join(jobFolder, String(attempt));
}

/** Makes the folder of an attempt with all that the wrapper needs; may be repeated. */
export async function prepareAttempt(jobFolder: string, attempt: Attempt): Promise<string> {
  const folder = attemptFolder(jobFolder, attempt.attempt);
  await mkdir(folder, { recursive: true });
  // Half of a short limit, so that a program that has little time still has some of it before it is told.
  const warn = attempt.seconds === null ? warnSeconds : Math.min(warnSeconds, attempt.seconds / 2);
  await writeWhole(join(folder, "job.json"), JSON.stringify({ ...attempt, heartbeatSeconds, warnSeconds: warn }));
  return folder;
}

/** Writes what the program is asked to do, and its secret variables, which stand nowhere else. */
export async function writeRequest(jobFolder: string, request: string, secrets: Readonly<Record<string, string>>): Promise<void> {
  await writeWhole(join(jobFolder, "request.json"), request);
  if (Object.keys(secrets).length > 0) await writeWhole(secretsFile(jobFolder), JSON.stringify(secrets), 0o600);
}

export async function removeSecrets(jobFolder: string): Promise<void> {
  await rm(secretsFile(jobFolder), { force: true });
}

export function secretsFile(jobFolder: string): string {
  return join(jobFolder, "secrets.json");
}
