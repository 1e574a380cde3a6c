/** What a program may use up. */
interface SandboxLimits {
  /** Seconds of wall clock. */
  seconds: number;
  /** MiB of address space. */
  memory: number;
}

export interface SandboxOutcome {
  /** How it ended; "killed" when a limit was passed. */
  ended: "exited" | "killed";
  /** Null when killed. */
  exitCode: number | null;
  /** What it wrote, the last 10,000 characters of each. */
  output: string;
  errors: string;
}

/**
 * A place where a Python program that nobody has read can do no harm: without network, without other files than its own,
 * as nobody, gone afterwards. Whoever implements this vouches for that; a plain child process is none.
 */
export interface Sandbox {
  /** Runs one program from its source. @throws Error when the sandbox itself fails, never because of the program */
  run(source: string, limits: SandboxLimits): Promise<SandboxOutcome>;
}
