import { parseArgs } from "node:util";
import { z } from "zod";

const loopback = ["127.0.0.1", "localhost", "::1"];

const schema = z.object({
  host: z
    .string()
    .refine((host) => loopback.includes(host), `must be one of ${loopback.join(", ")}: the server asks nobody for a password`)
    .default("127.0.0.1"),
  /** 0 takes any free port. */
  port: z.coerce.number().int().min(0).max(65_535).default(3180),
  models: z.string().min(1).default("zoo/models"),
  /** Where the command line leaves records of an operator's own models; without it there are none. */
  local: z.string().min(1).optional(),
  /** A folder in which models appear while the server runs, each in a folder of its own; they are loaded when somebody asks. */
  derived: z.string().min(1).optional(),
  /** How many of them stay loaded; the one that was asked longest ago makes room. */
  loaded: z.coerce.number().int().min(1).max(1_024).optional(),
  /** Generations that one model works on at a time; each holds a context of its own. */
  slots: z.coerce.number().int().min(1).max(64).default(3),
  /** Llama threads that compute at a time, over all models. 0 means one per core. */
  threads: z.coerce.number().int().min(0).max(256).default(0),
});

export type Settings = z.infer<typeof schema>;

/** What the command line asks for, or the one sentence that says what is wrong with it. */
export function readSettings(commandLine: readonly string[]): Settings | { problem: string } {
  const option = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...commandLine],
      options: {
        host: option,
        port: option,
        models: option,
        local: option,
        derived: option,
        loaded: option,
        slots: option,
        threads: option,
      },
    });
    const outcome = schema.safeParse(values);
    if (outcome.success) return outcome.data;
    return { problem: outcome.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`).join("; ") };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
