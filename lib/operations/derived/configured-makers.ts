import { join } from "node:path";
import { env } from "@/lib/env";
import type { DerivedModel } from "../contract";
import { SingleFlight } from "../memo/single-flight";
import type { Makers } from "../resources";
import { configuredStore } from "./configured-store";
import { mergeHere } from "./merge-here";
import { WeightsFolders } from "./weights-folders";

/** Who makes weights in this installation. */
export function configuredMakers(): Makers {
  const { WEIGHTS_DIR: own = null, HF_HOME: hubHome } = env();
  const store = configuredStore();
  const weights = new WeightsFolders({ store, own, zoo: join("zoo", "models"), hubCache: join(hubHome, "hub") });
  return { merge: mergeHere({ store, flights: new SingleFlight<DerivedModel>() }, weights) };
}
