import "server-only";
import { type Engine, openConfiguredEngine } from "@/lib/operations/engine";

/** Routes are bundled apart and each has its own modules, but there is one process and one engine. */
const holder = globalThis as { polyphonyEngine?: Engine };

/** The web process's engine, opened at the first call. It ends with the process. */
export function engine(): Engine {
  holder.polyphonyEngine ??= openConfiguredEngine();
  return holder.polyphonyEngine;
}
