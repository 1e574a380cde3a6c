import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** How a process was started; empty when there is none, or when it ended and its parent has not noticed yet. */
export function commandOf(pid: number): string {
  return read(pid, "cmdline", ["-o", "command="]);
}

/** The environment that a process was started with; empty as above. */
export function environmentOf(pid: number): string {
  return read(pid, "environ", ["eww", "-o", "command="]);
}

function read(pid: number, file: string, options: readonly string[]): string {
  try {
    // Small Linux images come without ps, and macOS without /proc.
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/${file}`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", [...options, "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "";
  }
}
