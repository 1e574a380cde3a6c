import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { ClusterAway } from "../cluster";

/** How Slurm's commands are called from here. */
export interface SlurmAccess {
  /** Machine on which they are called, as ssh knows it; undefined for this one. */
  ssh?: string | undefined;
  environment: NodeJS.ProcessEnv;
}

export interface SlurmAnswer {
  code: number;
  output: string;
  errors: string;
}

/** A controller that is away lets a command wait for nine seconds before it says so. */
const patienceMilliseconds = 20_000;
const outputLimit = 64 * 1024 * 1024;

/** What Slurm and ssh say when nobody knows what became of a request. */
const away =
  /Unable to contact slurm controller|Socket timed out|Connection (refused|reset|timed out|closed)|Communication connection|Zero Bytes were transmitted|Transport endpoint|in standby mode|slurm_load_(jobs|node|partitions) error|Protocol authentication error|Munge/i;

/** Words that mean nothing but themselves, in every shell: over ssh the arguments of a command become one line. */
const plain = /^[A-Za-z0-9_./:=@,+-]+$/;

/** @throws Error when an argument would mean something to a shell */
export function checkPlain(words: readonly string[]): void {
  const odd = words.find((word) => !plain.test(word));
  if (odd !== undefined) throw new Error(`"${odd}" may hold letters, digits and _ . / : = @ , + - only`);
}

/** The program and its arguments, on this machine or over one shared connection of ssh to another. */
export function commandLine(words: readonly string[], ssh: string | undefined): { file: string; args: string[] } {
  checkPlain(words);
  const [file = "", ...args] = words;
  if (ssh === undefined) return { file, args };
  const sockets = join(tmpdir(), `polyphony-ssh-${userInfo().uid}`);
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  const options = ["BatchMode=yes", "ConnectTimeout=10", "ControlMaster=auto", "ControlPersist=60", `ControlPath=${join(sockets, "%C")}`];
  return { file: "ssh", args: [...options.flatMap((option) => ["-o", option]), "-T", ssh, "--", ...words] };
}

/**
 * Calls one of Slurm's commands.
 * @param words the command and its arguments
 * @throws ClusterAway when it does not answer, in time or at all
 */
export async function runSlurm(access: SlurmAccess, words: readonly string[], input = ""): Promise<SlurmAnswer> {
  const { file, args } = commandLine(words, access.ssh);
  const answer = await new Promise<SlurmAnswer>((resolve, reject) => {
    const settings = { env: access.environment, timeout: patienceMilliseconds, killSignal: "SIGKILL", maxBuffer: outputLimit } as const;
    const child = execFile(file, args, settings, (error, output, errors) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number") resolve({ code, output, errors });
      else
        reject(
          new ClusterAway(
            `${words[0]} did not answer: ${error?.killed ? "it took more than 20 s" : (error?.message.split("\n")[0] ?? "")}`,
          ),
        );
    });
    // A program that ends before it has read its input breaks the pipe, which its exit status tells better.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
  const isSshBroken = access.ssh !== undefined && answer.code === 255;
  if (isSshBroken || away.test(answer.errors)) throw new ClusterAway(`${words[0]}: ${firstLine(answer.errors)}`);
  return answer;
}

export function firstLine(text: string): string {
  return text.trim().split("\n")[0]?.slice(0, 500) ?? "";
}
