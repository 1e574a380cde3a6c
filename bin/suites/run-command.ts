import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "../stack/settings";

/** Runs a program of `node_modules/.bin` (or of the machine) in the project's folder and collects what it says. */
export function runCommand(
  [program = "", ...rest]: string[],
  options: { environment?: Record<string, string>; show?: boolean } = {},
): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
    const child = spawn(program, rest, {
      cwd: root,
      env: { ...process.env, ...options.environment, PATH: path },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const take = (data: Buffer) => {
      output += data;
      if (options.show) process.stdout.write(data);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => done({ code: 127, output: `${program}: ${error.message}` }));
    child.on("close", (code) => done({ code: code ?? 1, output }));
  });
}
