import { spawn } from "node:child_process";
import { join } from "node:path";

const parts = import.meta.dirname;

/** Runs a program of this folder in a process of its own and gives what it printed last, which is JSON. */
export async function runProgram(
  file: string,
  options: Record<string, string | number>,
  environment: Record<string, string> = {},
  program: readonly string[] = [process.execPath, "--import", "tsx"],
): Promise<unknown> {
  const [command = "", ...first] = program;
  const settings = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(command, [...first, join(parts, file), ...settings], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let [output, complaints] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const code = await new Promise<number | null>((done) => child.on("close", done));
  const last = output.trim().split("\n").at(-1) ?? "";
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${complaints.slice(-4_000)}\n${last.slice(0, 1_000)}`);
  return JSON.parse(last);
}
