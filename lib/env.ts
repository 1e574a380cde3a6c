import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const url = z.url();
const secret = z.string().min(32, "needs at least 32 characters; make one with: openssl rand -hex 32");
const isLoopback = (address: string) => ["127.0.0.1", "localhost", "[::1]"].includes(new URL(address).hostname);

/** A model under a server's own name for it, such as the path of a file. */
const aliasSchema = z.strictObject({
  name: z.string().min(1),
  /** Tokens that prompt and answer may have together, where the server does not say so. */
  contextLength: z.int().min(1).max(2_147_483_647).optional(),
});
export type ModelAlias = z.infer<typeof aliasSchema>;
const aliasName = z
  .string()
  .min(1)
  .transform((name): ModelAlias => ({ name }));
const aliasWords = 'is the model\'s name at the server, as "/models/gemma.gguf" or {"name": "/models/gemma.gguf", "contextLength": 2048}';

/** One OpenAI-compatible model server that an operator configured. */
const endpointSchema = z.object({
  name: z.string().min(1),
  url,
  apiKey: z.string().optional(),
  /** Requests on their way at once, at most; how many really are follows from how the server keeps up. */
  maxInFlight: z.int().min(1).max(16_384).optional(),
  /** Under which name the server has a model, by the model's name in the portal. */
  models: z.record(z.string().min(1), z.union([aliasName, aliasSchema], { error: aliasWords })).optional(),
});
export type EndpointSetting = z.infer<typeof endpointSchema>;

/** One model server that scores answers, see `lib/tasks/scoring/scorers.ts`. */
const scorerSchema = z.strictObject({ url, model: z.string().min(1), apiKey: z.string().optional() });
export type ScorerSetting = z.infer<typeof scorerSchema>;

/** Settings that make sense only in pairs. */
const belongTogether = [
  ["HUGGINGFACE_CLIENT_ID", "HUGGINGFACE_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["SMTP_URL", "MAIL_FROM"],
] as const;

/** Stands in commands of other programs, over ssh too, so it holds nothing that any shell gives a meaning to. */
const plainWord = z.string().regex(/^[A-Za-z0-9_./@][A-Za-z0-9_./@:+-]*$/, "may hold letters, digits and _ . / @ : + - only");

function parseJson(text: string, context: z.core.$RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
}

const schema = z
  .object({
    DATABASE_URL: url,
    NEXTAUTH_URL: url,
    /** With it, addresses in mails would follow a header that any visitor can write. */
    AUTH_TRUST_HOST: z.never({ error: "must not be set: NEXTAUTH_URL alone says where the portal is" }).optional(),
    NEXTAUTH_SECRET: secret,
    DEMO_MODE: z.stringbool().default(false),
    HUB_URL: url.default("https://huggingface.co"),
    HUB_TOKEN: z.string().optional(),
    HUGGINGFACE_ISSUER: url.default("https://huggingface.co"),
    HUGGINGFACE_CLIENT_ID: z.string().optional(),
    HUGGINGFACE_CLIENT_SECRET: z.string().optional(),
    GITHUB_URL: url.default("https://github.com"),
    GITHUB_API_URL: url.default("https://api.github.com"),
    GITHUB_CLIENT_ID: z.string().optional(),
    GITHUB_CLIENT_SECRET: z.string().optional(),
    SMTP_URL: url.optional(),
    MAIL_FROM: z.string().optional(),
    ENDPOINTS: z.string().default("[]").transform(parseJson).pipe(z.array(endpointSchema)),
    SCORERS: z
      .string()
      .default("{}")
      .transform(parseJson)
      .pipe(z.strictObject({ reward: scorerSchema.optional(), verify: scorerSchema.optional(), embed: scorerSchema.optional() })),
    DATA_DIR: z.string().default(".polyphony"),
    /** A folder that has weights of models as `owner/name`, for those that merge and train. */
    WEIGHTS_DIR: z.string().optional(),
    /** Where the Hub's own tools keep what they downloaded; theirs is the name. */
    HF_HOME: z.string().default(join(homedir(), ".cache", "huggingface")),
    /** GB that weights which methods made may take on the disk; those used longest ago go first and are made again when needed. */
    ARTIFACTS_GB: z.coerce.number().positive().default(20),
    /** Where jobs run: as processes of this machine, or on a Slurm cluster. */
    CLUSTER: z.enum(["local", "slurm"]).default("local"),
    /** What this machine gives to jobs, all of them together; without a word all CPUs, four fifths of the memory and no GPU. */
    CLUSTER_CPUS: z.coerce.number().int().min(1).optional(),
    CLUSTER_MEMORY_MB: z.coerce.number().int().min(64).optional(),
    CLUSTER_GPUS: z.coerce.number().int().min(0).max(64).default(0),
    /** Python 3.8 or newer on every machine that runs jobs. */
    CLUSTER_PYTHON: plainWord.default("python3"),
    /** Folder of all jobs; every machine that runs jobs has it under the same path. */
    CLUSTER_FOLDER: plainWord.optional(),
    /** A name for the cluster in tables and metrics. */
    SLURM_NAME: plainWord.default("slurm"),
    SLURM_PARTITION: plainWord.optional(),
    SLURM_ACCOUNT: plainWord.optional(),
    SLURM_QOS: plainWord.optional(),
    /** Machine on which Slurm's commands are called, as ssh knows it; without it, this one. */
    SLURM_SSH: plainWord.optional(),
    /** Seconds between renewals of a run's lease; the lease lasts three times as long. */
    LEASE_RENEWAL_S: z.coerce.number().positive().default(5),
    /** Seconds that a run waits for a model server or a scorer that is away, before it fails. */
    SERVER_PATIENCE_S: z.coerce.number().min(0).default(60),
    /** Seconds that the database may say nothing to a statement before its connection counts as dead. */
    DATABASE_PATIENCE_S: z.coerce.number().positive().default(30),
    /** Runs that one worker executes at once. */
    RUNS_AT_ONCE: z.coerce.number().int().positive().max(32).default(3),
    /** Entries that one person may send in within 24 hours. */
    SUBMISSIONS_PER_DAY: z.coerce.number().int().positive().default(30),
    /** Where a worker serves /metrics and /healthz; 0 takes any free port, and without a port there are none. */
    WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    WORKER_METRICS_HOST: z.string().min(1).default("127.0.0.1"),
    /** For tests of crashes: the worker kills or stops itself at the count-th passing of the fail point of this name. */
    CHAOS_FAIL_POINT: z
      .string()
      .regex(/^[a-z-]+:[1-9]\d*(:stop)?$/, 'reads "name:count" or "name:count:stop"')
      .optional(),
  })
  .superRefine((values, context) => {
    for (const [one, other] of belongTogether) {
      if (Boolean(values[one]) === Boolean(values[other])) continue;
      const [present, missing] = values[one] ? [one, other] : [other, one];
      context.addIssue({ code: "custom", path: [missing], message: `is needed beside ${present}` });
    }
    const address = new URL(values.NEXTAUTH_URL);
    if (address.pathname !== "/" || address.search !== "") {
      context.addIssue({
        code: "custom",
        path: ["NEXTAUTH_URL"],
        message: "is an address without a path, like https://portal.example.org",
      });
    }
    if (address.protocol !== "https:" && !isLoopback(values.NEXTAUTH_URL)) {
      context.addIssue({ code: "custom", path: ["NEXTAUTH_URL"], message: "must begin with https: anywhere but on this machine itself" });
    }
    if (values.CLUSTER === "slurm" && !values.CLUSTER_FOLDER?.startsWith("/")) {
      const message = "is needed beside CLUSTER=slurm: the absolute path of a folder that this machine and all of the cluster share";
      context.addIssue({ code: "custom", path: ["CLUSTER_FOLDER"], message });
    }
    if (values.DEMO_MODE && !isLoopback(values.NEXTAUTH_URL)) {
      context.addIssue({
        code: "custom",
        path: ["DEMO_MODE"],
        message: "lets anyone sign in as anyone, so NEXTAUTH_URL must be a loopback address",
      });
    }
  });

export type Env = z.infer<typeof schema>;
export type ScorerSettings = Env["SCORERS"];

let parsed: Env | undefined;

/**
 * The validated environment of this process, parsed at the first call.
 * @throws Error that lists every missing or wrong name at once.
 */
export function env(): Env {
  if (parsed) return parsed;
  const values = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const outcome = schema.safeParse(values);
  if (!outcome.success) {
    const lines = outcome.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete (README, "Configuration"):\n${lines.join("\n")}`);
  }
  parsed = outcome.data;
  return parsed;
}

/** What programs that strangers' data goes through may know of this environment: where things lie, and no secret. */
const harmless = [
  "NODE_ENV",
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "SLURM_CONF",
  "SSH_AUTH_SOCK",
] as const;

export function harmlessEnvironment(): NodeJS.ProcessEnv {
  const named = harmless.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { NODE_ENV: process.env.NODE_ENV, ...Object.fromEntries(named) };
}
