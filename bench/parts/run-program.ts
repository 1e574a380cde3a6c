import { join } from "node:path";
import { runCommand } from "@/bin/stack/run-command";

/** Runs a program of this folder in a process of its own and gives what it printed last, which is JSON. */
export async function runProgram(
  file: string,
  options: Record<string, string | number>,
  environment: Record<string, string> = {},
  program: readonly string[] = [process.execPath, "--import", "tsx"],
): Promise<unknown> {
  const settings = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const { code, output, printed } = await runCommand([...program, join(import.meta.dirname, file), ...settings], { environment });
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${output.slice(-4_000)}`);
  return JSON.parse(printed.trim().split("\n").at(-1) ?? "");
}
