import type { FieldProblem } from "@/lib/errors";
import { type DeclaredTask, findDeclared, findRelated } from "../declared-tasks";
import { type Domain, domains } from "../schema";
import { taskTypeNames } from "../types/registry";
import type { ImportChoices } from "./import-choices";
import type { FileField } from "./line-reader";
import { steering } from "./steering-signs";
import { refusal } from "./task-file";

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

/** The fields of a file beside its lists. @throws AppError INVALID_INPUT with the line of each field that is no text */
export function factsOf(fields: readonly FileField[]): HeadFacts {
  const texts = new Map<string, string>();
  const problems: FieldProblem[] = [];
  for (const { name, value, line } of fields) {
    if (typeof value === "string" && value.trim() !== "") texts.set(name, value.trim());
    else problems.push({ field: `line ${line}, ${name}`, message: "needs a text" });
  }
  if (problems.length > 0) throw refusal(problems);
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
 * @throws AppError INVALID_INPUT that names all that is missing, each with the option that gives it, and all that is wrong
 */
export function completeHead(facts: HeadFacts, choices: ImportChoices): TaskHead {
  const declared = facts.name ? findDeclared(facts.name) : null;
  const related = facts.name ? findRelated(facts.name) : null;
  const missing: string[] = [];
  const problems: FieldProblem[] = [];
  const need = (value: string | undefined, what: string): string => {
    if (value === undefined || value === "") missing.push(what);
    return value ?? "";
  };
  const taskType = typeOf(facts, choices);
  const named = {
    slug: choices.name ?? slugOf(need(facts.name, "its name (--name)"), declared),
    title: choices.title ?? facts.title ?? declared?.title ?? facts.name ?? "",
    description: choices.description ?? facts.description ?? related?.description ?? `Imported as ${facts.name ?? ""}.`,
    license: need(choices.license ?? facts.license, licenceAsked),
    source: need(choices.source ?? facts.source ?? related?.source, "where it comes from (--source)"),
  };
  const domain = choices.domain ?? domainOf(facts.domain) ?? related?.domain;
  if (!choices.domain && facts.domain !== undefined && !domainOf(facts.domain)) {
    problems.push({ field: "domain", message: `is "${facts.domain}", which is none of ${domains.join(", ")}. Choose one with --domain` });
  } else if (!domain) missing.push(`its domain (--domain, one of ${domains.map((name) => name.replaceAll("_", "-")).join(", ")})`);
  if (!choices.type && facts.taskType !== undefined && !taskType) {
    const message = `is "${facts.taskType}", which is none of ${taskTypeNames.join(", ")}. Choose one with --type`;
    problems.push({ field: "task type", message });
  } else if (!taskType) missing.push(`how it is scored (--type, one of ${taskTypeNames.join(", ")})`);
  for (const field of ["title", "license", "source", "description"] as const) {
    const fault = steering(named[field], field === "description");
    if (fault !== null) problems.push({ field, message: `${fault}: write it again with --${field}` });
  }
  if (missing.length > 0) problems.unshift({ field: "the file", message: `does not say ${missing.join(", nor ")}` });
  if (!domain || !taskType || problems.length > 0) throw refusal(problems);
  return { ...named, domain, taskType };
}

/** What is said where nobody states a licence. */
export const licenceAsked = "its licence (--license, as its source states it)";

/** How a task is scored, by the person's choice or the source; undefined where neither names a type that there is. */
export function typeOf(facts: HeadFacts, choices: ImportChoices): string | undefined {
  return choices.type ?? taskTypeNames.find((type) => type === facts.taskType);
}

/** The short sets that MoCo ships beside the full ones keep a name of their own. */
function slugOf(name: string, declared: DeclaredTask | null): string {
  if (declared) return declared.slug;
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function domainOf(name: string | undefined): Domain | undefined {
  return domains.find((domain) => domain === name?.replaceAll("-", "_"));
}
