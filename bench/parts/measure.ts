import { z } from "zod";
import type { Model } from "@/lib/db/generated/client";
import type { ServedModel } from "@/lib/operations/served-model";
import { labelOf } from "@/lib/pool/label";
import { runProgram } from "./run-program";

/** One pass of one client. */
export interface Measure {
  seconds: number;
  perSecond: number;
  /** Milliseconds of the client's processor time per request. */
  cpuMs: number;
  failures: number;
}

const passes = z.array(z.object({ seconds: z.number(), cpuMs: z.number(), failures: z.number() }));

export interface Asked {
  client: string;
  url: string;
  model: ServedModel;
  salt: string;
  requests: number;
  inFlight: number;
  /** Requests before the first pass: enough to open the window and to compile what is hot. */
  warm?: number;
  passes?: number;
}

/** Has one client ask, in a process of its own; the first pass counts unless more are asked for. */
export async function measureAll(asked: Asked): Promise<Measure[]> {
  const { client, url, model, salt, requests, inFlight } = asked;
  const options = { client, url, salt, requests, "in-flight": inFlight, warm: asked.warm ?? Math.max(1_000, 3 * inFlight) };
  const endpoints = JSON.stringify([{ name: "mock", url, maxInFlight: inFlight }]);
  const output = await runProgram(
    "ask.ts",
    { ...options, passes: asked.passes ?? 1, model: JSON.stringify(model) },
    { ENDPOINTS: endpoints },
  );
  return passes.parse(output).map((pass) => ({ ...pass, perSecond: requests / pass.seconds }));
}

export async function measure(asked: Asked): Promise<Measure> {
  const [first] = await measureAll(asked);
  if (!first) throw new Error("Nothing was measured.");
  return first;
}

export function servedMock(model: Model): ServedModel {
  const weightsHash = model.weightsHash ?? "";
  return { label: labelOf(weightsHash), modelId: model.id, weightsHash, commit: model.commit, servedAs: model.servedAs ?? "mock" };
}
