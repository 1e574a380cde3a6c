import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "./settings";

interface Settings {
  /** Added to the environment of this process. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** The project's folder where nothing is said. */
  folder?: string;
  /** Also pass on at once what the command says. */
  show?: boolean;
}

/** How a command ended and what it said. */
export interface Ended {
  code: number;
  /** Both streams, in the order in which they came. */
  output: string;
  /** The standard output alone. */
  printed: string;
}

/** Runs a program of `node_modules/.bin` (or of the machine) to its end and collects what it says. */
export function runCommand([program = "", ...rest]: readonly string[], settings: Settings = {}): Promise<Ended> {
  return new Promise((done) => {
    const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
    const child = spawn(program, rest, {
      cwd: settings.folder ?? root,
      env: { ...process.env, ...settings.environment, PATH: path },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [output, printed] = ["", ""];
    const take = (text: string) => {
      output += text;
      if (settings.show) process.stdout.write(text);
    };
    child.stderr.setEncoding("utf8").on("data", take);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      take(text);
    });
    child.on("error", (error) => done({ code: 127, output: `${program}: ${error.message}`, printed }));
    child.on("close", (code) => done({ code: code ?? 1, output, printed }));
  });
}
