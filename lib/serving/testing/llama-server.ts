import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

export interface LlamaServer {
  url: string;
  stop(): void;
}

/** The Python that has llama.cpp's server, or why there is none. @param named by LLAMA_PYTHON; else the usual one is tried */
export function findLlamaPython(named: string | undefined): { python: string } | { missing: string } {
  const python = named ?? "python3";
  const { status } = spawnSync(python, ["-c", "import xllamacpp"], { stdio: "ignore" });
  if (status === 0) return { python };
  return { missing: `${python} has no package xllamacpp: install it, or name a Python that has it in LLAMA_PYTHON` };
}

/** Starts llama.cpp's server with a file of weights. @param contextLength tokens */
export async function startLlamaServer(python: string, file: string, contextLength: number): Promise<LlamaServer> {
  const child = spawn(python, [`${import.meta.dirname}/llama-server.py`, file, String(contextLength)], { stdio: ["pipe", "pipe", "pipe"] });
  const words: string[] = [];
  child.stderr.on("data", (part: Buffer) => words.push(part.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("http")) return { url: line, stop: () => child.kill("SIGKILL") };
  }
  throw new Error(`llama.cpp's server ended before it listened: ${words.join("").slice(-500)}`);
}
