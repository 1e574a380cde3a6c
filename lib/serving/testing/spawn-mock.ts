import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { MockSettings } from "./mock-endpoint";

export interface MockProcess {
  url: string;
  child: ChildProcess;
  pid: number;
  stop(): void;
}

const ready = z.object({ url: z.string(), pid: z.number() });

/** Starts the mock endpoint as a process of its own; it ends with this one. */
export async function spawnMock(settings: Omit<MockSettings, "logged" | "routes">): Promise<MockProcess> {
  const { models, faults, ...numbers } = settings;
  const options = Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      `${import.meta.dirname}/mock-process.ts`,
      "--models",
      models.join(","),
      "--faults",
      JSON.stringify(faults ?? []),
      ...options,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, pid } = ready.parse(JSON.parse(line));
    return { url, pid, child, stop: () => child.kill("SIGKILL") };
  }
  throw new Error("The mock endpoint ended before it was ready.");
}
