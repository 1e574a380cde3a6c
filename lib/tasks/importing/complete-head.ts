import { AppError } from "@/lib/errors";
import { type DeclaredTask, findDeclared, findRelated } from "../declared-tasks";
import { type Domain, domains } from "../schema";
import { taskTypeNames } from "../types/registry";
import type { ImportChoices } from "./import-choices";
import type { FileField } from "./line-reader";

/** What is said of a task as a whole. */
export interface TaskHead {
  slug: string;
  title: string;
  domain: Domain;
  taskType: string;
  description: string;
  license: string;
  source: string;
}

/** What a source says of itself; a person's choices go before it. */
export interface HeadFacts {
  name: string | undefined;
  title?: string | undefined;
  domain?: string | undefined;
  taskType: string | undefined;
  description?: string | undefined;
  license?: string | undefined;
  source?: string | undefined;
}

/** The fields of a file beside its lists. @throws AppError INVALID_INPUT with the line of a field that is no text */
export function factsOf(fields: readonly FileField[]): HeadFacts {
  const texts = new Map<string, string>();
  for (const { name, value, line } of fields) {
    if (typeof value !== "string" || value.trim() === "") throw invalid(`line ${line}, ${name}`, "needs a text");
    texts.set(name, value.trim());
  }
  return {
    name: texts.get("name") ?? texts.get("dataset"),
    title: texts.get("title"),
    domain: texts.get("domain"),
    taskType: texts.get("taskType") ?? texts.get("task_type"),
    description: texts.get("description"),
    license: texts.get("license"),
    source: texts.get("source"),
  };
}

/**
 * The whole description of a task, from the person's choices, then the source, then the list of declared tasks.
 * @throws AppError INVALID_INPUT that names each missing thing and the option that gives it
 */
export function completeHead(facts: HeadFacts, choices: ImportChoices): TaskHead {
  const declared = facts.name ? findDeclared(facts.name) : null;
  const related = facts.name ? findRelated(facts.name) : null;
  const missing: string[] = [];
  const need = (value: string | undefined, what: string): string => {
    if (value === undefined || value === "") missing.push(what);
    return value ?? "";
  };
  const taskType = choices.type ?? knownType(facts.taskType);
  const head = {
    slug: choices.name ?? slugOf(need(facts.name, "its name (--name)"), declared),
    title: choices.title ?? facts.title ?? declared?.title ?? facts.name ?? "",
    domain: choices.domain ?? knownDomain(facts.domain) ?? related?.domain,
    description: choices.description ?? facts.description ?? related?.description ?? `Imported as ${facts.name ?? ""}.`,
    license: need(choices.license ?? facts.license, "its licence (--license, as its source states it)"),
    source: need(choices.source ?? facts.source ?? related?.source, "where it comes from (--source)"),
  };
  const { domain } = head;
  if (!domain) missing.push(`its domain (--domain, one of ${domains.map((name) => name.replaceAll("_", "-")).join(", ")})`);
  if (!taskType) missing.push(`how it is scored (--type, one of ${taskTypeNames.join(", ")})`);
  if (!domain || !taskType || missing.length > 0) throw invalid("the file", `does not say ${missing.join(", nor ")}`);
  return { ...head, domain, taskType };
}

/** The short sets that MoCo ships beside the full ones keep a name of their own. */
function slugOf(name: string, declared: DeclaredTask | null): string {
  if (declared) return declared.slug;
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function knownType(name: string | undefined): string | undefined {
  const found = taskTypeNames.find((type) => type === name);
  if (name !== undefined && !found) {
    throw invalid("the file", `has the task type "${name}", which is none of ${taskTypeNames.join(", ")}. Choose one with --type`);
  }
  return found;
}

function knownDomain(name: string | undefined): Domain | undefined {
  const wanted = name?.replaceAll("-", "_");
  const found = domains.find((domain) => domain === wanted);
  if (wanted !== undefined && !found) throw invalid("the file", `has the domain "${name}", which is none of ${domains.join(", ")}`);
  return found;
}

function invalid(field: string, message: string): AppError {
  return new AppError("INVALID_INPUT", `The task cannot be imported. ${field}: ${message}.`, [{ field, message }]);
}
