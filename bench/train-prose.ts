import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { trainProse } from "../lib/tasks/prose/training/train-prose";

/** `tsx bench/train-prose.ts`: fits the weights of the prose model on the labelled answers and says how well it does. */
const { weights, report } = trainProse();
writeFileSync(join(process.cwd(), "lib", "tasks", "prose", "weights.json"), `${JSON.stringify(weights, null, 2)}\n`);
process.stdout.write(`${report}\n`);
