import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { type ConsentScope, consentScope, consentScopes } from "@/lib/consent/schema";
import { env } from "@/lib/env";
import { addLocalModel } from "@/lib/pool/local/add-local-model";
import { listLocalModels } from "@/lib/pool/local/find-local-model";
import { recordConsent } from "@/lib/pool/local/record-consent";
import { removeLocalModel } from "@/lib/pool/local/remove-local-model";
import { unserveFolder } from "@/lib/pool/local/serve-folder";
import type { Command } from "../stack/command";
import { fromEndpoint, fromFolder, type LocalSource } from "../stack/local-source";
import { say, Trouble } from "../stack/step";

const actor = systemActor("command-line");

export const command: Command = {
  summary: "an operator's own models, which need not be on the Hub; they stay off public boards unless consents are recorded",
  usage: [
    "models add NAME --from FOLDER|ENDPOINT [--served-as NAME] [--base MODEL] [--licence LICENCE] [--description TEXT] [--consent S2,S3|FILE]",
    "models consent NAME S2,S3|FILE|none",
    "models list",
    "models remove NAME",
  ],
  async run([verb, name, ...given]) {
    if (verb === "list" && name === undefined) return list();
    if (verb === "add" && name !== undefined) return add(readName(name), given);
    if (verb === "consent" && name !== undefined && given.length === 1) return consent(name, given[0] ?? "");
    if (verb === "remove" && name !== undefined && given.length === 0) return remove(name);
    throw new Trouble(usageText());
  },
};

const usageText = () => `Write one of:\n  ${command.usage.join("\n  ")}`;

/** Names go into file names and into the names under which models are served. */
function readName(name: string): string {
  if (/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/.test(name)) return name;
  throw new Trouble(`"${name}" cannot be a name: use letters, digits, dots, hyphens and underscores, 64 at most, a letter or digit first.`);
}

const text = z.string().trim().min(1).max(500);
const addOptions = z.object({
  from: text.max(4_096),
  "served-as": text.optional(),
  base: text.optional(),
  licence: text.optional(),
  description: text.default("A model of this installation's operator."),
  consent: text.max(4_096).optional(),
});

function readOptions(given: readonly string[]) {
  const option = { type: "string" } as const;
  const options = { from: option, "served-as": option, base: option, licence: option, description: option, consent: option };
  try {
    const outcome = addOptions.safeParse(parseArgs({ args: [...given], options }).values);
    if (outcome.success) return outcome.data;
    throw new Trouble(`${outcome.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`).join("\n")}\n${usageText()}`);
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(`${error instanceof Error ? error.message : String(error)}\n${usageText()}`);
  }
}

async function add(name: string, given: readonly string[]): Promise<void> {
  const { from, base = null, licence = null, description, consent: said, "served-as": servedAs } = readOptions(given);
  const granted = said === undefined ? { scopes: [], note: null } : await readConsent(said);
  // A name without a slash may be both: then the endpoint is meant, and ./NAME is the folder.
  const isEndpoint = env().ENDPOINTS.some((endpoint) => endpoint.name === from);
  const folder = !isEndpoint && (await stat(resolve(from)).catch(() => null))?.isDirectory() ? resolve(from) : null;
  const wish = { name, servedAs, base, licence };
  const source: LocalSource = folder === null ? await fromEndpoint(from, wish) : await fromFolder(folder, wish);
  const { serve, words, ...facts } = source;
  const model = await addLocalModel(actor, {
    name,
    description,
    license: licence,
    scopes: granted.scopes,
    consentNote: granted.note,
    ...facts,
  });
  await serve?.();
  say(`Added ${model.name}: /models/${model.slug}, weights ${model.weightsHash}.`);
  for (const line of words) say(`  ${line}`);
  say(`  ${visibility(model.scopes)}`);
}

function visibility(scopes: readonly ConsentScope[]): string {
  const marks = scopes.map((scope) => scope.slice(0, 2)).join(", ");
  if (scopes.includes("S2_publish_scores")) return `Consents recorded: ${marks}. Its scores are public.`;
  return `Consents recorded: ${marks}. Only operators, maintainers and auditors see it; "models consent" records more.`;
}

const consentFile = z.object({
  scopes: z.array(z.string()).min(1),
  from: z.string().trim().min(1).max(500),
  at: z.string().max(100).optional(),
});

/** Marks like "S2,S3", or a file that says who gave them: {"scopes": ["S2", "S3"], "from": "…", "at": "…"}. */
async function readConsent(said: string): Promise<{ scopes: ConsentScope[]; note: string }> {
  const today = new Date().toISOString().slice(0, 10);
  if (said === "none") return { scopes: [], note: `None, as recorded at the command line on ${today}.` };
  const content = await readFile(said, "utf8").catch(() => null);
  if (content === null) {
    if (!/^S[1-7]/i.test(said)) throw new Trouble(`There is no file ${said}. Name a file, or scopes like S2,S3.`);
    return { scopes: readScopes(said.split(",")), note: `${said.toUpperCase()}, as recorded at the command line on ${today}.` };
  }
  const outcome = z
    .string()
    .max(100_000)
    .transform((raw, context): unknown => {
      try {
        return JSON.parse(raw);
      } catch {
        context.addIssue({ code: "custom", message: "is not JSON" });
        return z.NEVER;
      }
    })
    .pipe(consentFile)
    .safeParse(content);
  if (!outcome.success)
    throw new Trouble(`${said}: ${z.prettifyError(outcome.error)}\nIt reads {"scopes": ["S2", "S3"], "from": "who gave them"}.`);
  const { scopes, from, at } = outcome.data;
  const digest = createHash("sha256").update(content).digest("hex");
  return {
    scopes: readScopes(scopes),
    note: `${scopes.join(", ")}, given by ${from}${at ? ` on ${at}` : ""}; recorded on ${today} from a file with SHA-256 ${digest}.`,
  };
}

function readScopes(marks: readonly string[]): ConsentScope[] {
  return marks.map((mark) => {
    const wanted = mark.trim();
    const found = consentScopes.find((scope) => scope === wanted || scope.slice(0, 2) === wanted.toUpperCase());
    if (found) return consentScope.parse(found);
    throw new Trouble(`"${wanted}" is no scope. Scopes: ${consentScopes.join(", ")}; their marks S1 to S7 will do.`);
  });
}

async function consent(name: string, said: string): Promise<void> {
  const given = await readConsent(said);
  await recordConsent(actor, name, given);
  say(`${name}: ${given.note} ${visibility(["S1_run", ...given.scopes.filter((scope) => scope !== "S1_run")])}`);
}

async function list(): Promise<void> {
  const models = await listLocalModels(actor);
  for (const { name, slug, servedAs, weightsHash, scopes, license } of models) {
    const marks = scopes.map((scope) => scope.slice(0, 2)).join(",");
    say(
      [
        name.padEnd(28),
        slug.padEnd(20),
        `served as ${servedAs}`,
        `weights ${weightsHash?.slice(0, 12)}`,
        marks,
        license ?? "no licence",
      ].join("  "),
    );
  }
  if (models.length === 0) say("There is no local model. Add one:  npm run polyphony -- models add NAME --from FOLDER");
}

async function remove(name: string): Promise<void> {
  const removed = await removeLocalModel(actor, name);
  await unserveFolder(name);
  say(`Removed ${removed}. Nothing is sent to it any more; the worker deletes its texts, and its runs say that it is gone.`);
}
