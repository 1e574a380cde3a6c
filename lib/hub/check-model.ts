import { accessCheck, accessProblemCheck, nameCheck } from "./check-access";
import { architectureCheck } from "./check-architecture";
import { chatTemplateCheck, licenceCheck, sizeCheck } from "./check-card";
import { codeCheck, securityCheck } from "./check-files";
import { descriptionCheck, duplicateCheck, type KnownEntry } from "./check-known";
import { isAdapterOnly, weightsCheck } from "./check-weights";
import type { Hub } from "./client";
import { HubProblem } from "./problem";
import { type ReadModel, readModel } from "./read-model";
import type { Check, CheckReport, HfRepoId, HubFacts } from "./schema";

export interface CheckRequest {
  hubId: HfRepoId;
  /** "" is the default branch. */
  revision: string;
  description: string;
}

/**
 * Everything that can be said about a model without running it. Never throws for what the Hub answers: a model that
 * cannot be read gives a report with the reason.
 * @param known entries of the portal, to find doubles; without the entry that is being checked
 */
export async function checkModel(hub: Hub, request: CheckRequest, known: readonly KnownEntry[]): Promise<CheckReport> {
  try {
    const read = await readModel(hub, request.hubId, request.revision);
    return {
      ...frame(request),
      resolvedId: read.model.name,
      commit: read.model.sha,
      problem: null,
      checks: allChecks(request, read, known),
      facts: read.facts,
    };
  } catch (error) {
    if (!(error instanceof HubProblem)) throw error;
    const checks = [accessProblemCheck(error), duplicateCheck([request.hubId], null, known), descriptionCheck(request.description, known)];
    return { ...frame(request), resolvedId: request.hubId, commit: null, problem: error.kind, checks, facts: noFacts };
  }
}

function frame(request: CheckRequest) {
  return {
    hubId: request.hubId,
    revision: request.revision,
    checkedAt: new Date().toISOString(),
    attempts: 1,
    nextAttemptAt: null,
  };
}

function allChecks(request: CheckRequest, read: ReadModel, known: readonly KnownEntry[]): Check[] {
  const { model, files, facts } = read;
  const index = indexOf(read);
  return [
    accessCheck(model),
    nameCheck(request.hubId, model),
    licenceCheck(read.licence),
    sizeCheck(read.count),
    architectureCheck({
      config: read.config,
      task: facts.task,
      isAdapter: isAdapterOnly(files),
      name: model.name.split("/")[1] ?? "",
      paths: files.map((file) => file.path),
      tensors: read.tensors,
    }),
    chatTemplateCheck(read.template.kind),
    codeCheck(files, read.json),
    weightsCheck(files, index),
    securityCheck(files),
    duplicateCheck([request.hubId, model.name], facts.weightsHash, known),
    descriptionCheck(request.description, known),
  ];
}

/** Undefined when there is none, null when it cannot be read. */
function indexOf({ json }: ReadModel): unknown {
  const path = "model.safetensors.index.json";
  return json.unreadable.includes(path) ? null : json.values.get(path);
}

const noFacts: HubFacts = {
  licence: null,
  baseModel: null,
  parameters: null,
  modelType: null,
  architectures: [],
  task: null,
  cardSummary: null,
  weightsHash: null,
  weightBytes: null,
  templateHash: null,
};
