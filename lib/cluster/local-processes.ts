import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** First argument after the wrapper of every local job, by which it is found again; name, attempt, nonce and folder follow. */
export const mark = "polyphony-job";

export interface LocalProcess {
  pid: number;
  name: string;
  attempt: number;
  nonce: string;
  folder: string;
}

/**
 * The wrappers of local jobs that live on this machine, whoever started them. A number of a process is given again to others;
 * the nonce in the command line is not.
 */
export async function listWrappers(): Promise<LocalProcess[]> {
  const lines = process.platform === "linux" ? await readCommandLines() : await askPs();
  return lines.flatMap(({ pid, words }) => {
    const place = words.indexOf(mark);
    const [name, attempt, nonce, ...folder] = place < 0 ? [] : words.slice(place + 1);
    return name && attempt && nonce ? [{ pid, name, attempt: Number(attempt), nonce, folder: folder.join(" ") }] : [];
  });
}

async function readCommandLines(): Promise<{ pid: number; words: string[] }[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map(async (pid) => {
      // A process that ended meanwhile, or one that ended and whose parent has not noticed, has no words.
      const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return { pid: Number(pid), words: text.split("\0").filter((word) => word !== "") };
    }),
  );
  return lines;
}

async function askPs(): Promise<{ pid: number; words: string[] }[]> {
  const { stdout } = await run("ps", ["-axww", "-o", "pid=,command="], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split("\n").flatMap((line) => {
    const [pid, ...words] = line.trim().split(/\s+/);
    return pid ? [{ pid: Number(pid), words }] : [];
  });
}

/** Ends every process that carries the nonce of an attempt in its environment: what its program started and left behind. */
export async function endLeftovers(nonce: string): Promise<number> {
  if (process.platform !== "linux") return 0;
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const ended = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
      return text.split("\0").includes(`JOB_NONCE=${nonce}`) && sendSignal(pid, "SIGKILL");
    }),
  );
  return ended.filter(Boolean).length;
}

/** @returns whether there was such a process */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
