import { constants } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { attemptFolder, secretsFile } from "./folder/prepare-attempt";
import { readExecutions } from "./folder/sentinels";
import { redactSecrets, secretsIn } from "./redact-secrets";

const linesShown = 200;
/** Of one line, in characters. */
const longestLine = 2_000;
/** From the end of the file. */
const bytesAtMost = 512 * 1_024;

const given = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "is not JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string()));

/** The end of what a job's newest execution wrote. */
export interface JobLog {
  /** Oldest first, without secrets. Control characters are as they were written. */
  lines: string[];
  attempt: number;
  /** Whether something before it is left out. */
  isCut: boolean;
}

/**
 * Null where no execution has written anything yet, or its files are gone.
 * @throws AppError NOT_FOUND
 */
export async function readJobLog(actor: Actor, name: string): Promise<JobLog | null> {
  requirePermission(actor, "operate:read");
  const job = await db().job.findUnique({ where: { name }, select: { folder: true, attempt: true, nonce: true } });
  if (!job) throw notFound("job");
  for (let attempt = job.attempt; attempt > 0; attempt -= 1) {
    const [newest] = (await readExecutions(attemptFolder(job.folder, attempt), job.nonce)).toReversed();
    const end = newest ? await readEnd(join(newest.folder, "log.txt")) : null;
    if (end) return { ...(await showLines(job.folder, end)), attempt };
  }
  return null;
}

/** A program owns its folder: what it put there in place of the log, a link or a pipe, is not followed. */
async function readEnd(path: string): Promise<{ text: string; isCut: boolean } | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null);
  if (!file) return null;
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return null;
    const start = Math.max(0, facts.size - bytesAtMost);
    const { buffer, bytesRead: length } = await file.read(Buffer.alloc(Math.min(facts.size, bytesAtMost)), { position: start });
    return { text: buffer.subarray(0, length).toString("utf8"), isCut: start > 0 };
  } finally {
    await file.close();
  }
}

/** A line whose beginning was not read could be the end of a secret, so it goes. */
async function showLines(folder: string, { text, isCut }: { text: string; isCut: boolean }): Promise<Pick<JobLog, "lines" | "isCut">> {
  const known = [...secretsIn(env()), ...(await readSecrets(folder))];
  const whole = isCut ? text.slice(text.indexOf("\n") + 1) : text;
  const all = redactSecrets(whole, known).replace(/\n$/, "").split("\n");
  const lines = all.slice(-linesShown).map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)} […]` : line));
  return { lines, isCut: isCut || all.length > linesShown };
}

/** What the job was given in secret; the file is there as long as the job has not ended. */
async function readSecrets(folder: string): Promise<string[]> {
  const text = await readFile(secretsFile(folder), "utf8").catch(() => "{}");
  return Object.values(given.safeParse(text).data ?? {});
}
