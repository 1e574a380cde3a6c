import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contracts } from "@/lib/operations/jobs/contracts";
import { root } from "./stack/settings";

/** `npm run contracts`: writes into `gpu/contracts` what the Python programs take and give. A test compares. */
const folder = join(root, "gpu/contracts");
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(contracts())) writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 1)}\n`);
