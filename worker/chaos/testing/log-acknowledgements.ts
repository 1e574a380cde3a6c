import { openSync, writeSync } from "node:fs";
import { acknowledged } from "@/lib/operations/memo/acknowledged";

/** Loaded into a worker before its program: writes each acknowledged key at once, so that a killed worker still has said it. */
const file = openSync(process.env.CHAOS_ACKNOWLEDGED ?? "/dev/null", "a");
acknowledged.subscribe((name) => writeSync(file, `${name}\n`));
