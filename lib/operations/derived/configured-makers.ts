import { join, resolve } from "node:path";
import { configuredPlace } from "@/lib/cluster/configured";
import { env } from "@/lib/env";
import type { DerivedModel } from "../contract";
import { findTrainer } from "../jobs/find-trainer";
import { SingleFlight } from "../memo/single-flight";
import type { Makers } from "../resources";
import { configuredStore } from "./configured-store";
import { mergeHere } from "./merge-here";
import { trainByJob } from "./train-by-job";
import { WeightsFolders } from "./weights-folders";

/** Who makes weights in this installation. */
export function configuredMakers(): Makers {
  const { WEIGHTS_DIR: own = null, HF_HOME: hubHome, DATA_DIR: data } = env();
  const store = configuredStore();
  const making = { store, flights: new SingleFlight<DerivedModel>() };
  const weights = new WeightsFolders({ store, own, zoo: resolve("zoo", "models"), hubCache: join(hubHome, "hub") });
  const training = trainByJob(making, weights, { place: configuredPlace(), trainer: () => findTrainer(data) });
  return { merge: mergeHere(making, weights), ...training };
}
