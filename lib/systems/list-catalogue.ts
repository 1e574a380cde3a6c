import type { DeclaredMethod } from "@/lib/methods/method";
import { declaredMethods } from "@/lib/methods/registry";
import { missingOperations } from "./missing-operations";
import { whyNotHere } from "./why-not-here";

/** A method as the catalogue shows it. */
export interface CatalogueEntry {
  method: DeclaredMethod;
  /** Why it does not run here, one sentence for each reason; empty when it does. */
  obstacles: string[];
}

/** Every method that the portal knows, with whether it runs here. */
export function listCatalogue(): CatalogueEntry[] {
  const missing = missingOperations();
  return declaredMethods.map((method) => ({ method, obstacles: whyNotHere(method, { missing }) }));
}
