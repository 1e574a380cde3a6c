import { join } from "node:path";
import { z } from "zod";
import { runCommand } from "../stack/run-command";
import { root } from "../stack/settings";

const named = z.array(z.object({ name: z.string() }));
const report = z.object({ issues: z.array(z.object({ file: z.string(), files: named, exports: named, types: named })) });

/**
 * Code of the application that no shipped program reaches: only tests and measurements do, or nothing at all. Where the programs
 * begin stands in `knip.shipped.json`.
 * @returns files as paths, and single exports as "path: name"
 */
export async function findUnreached(folder = root): Promise<string[]> {
  const config = join(import.meta.dirname, "knip.shipped.json");
  const command = ["knip", "--production", "--config", config, "--include", "files,exports,types", "--reporter", "json", "--no-exit-code"];
  const { printed, output } = await runCommand(command, { folder });
  if (!printed.startsWith("{")) throw new Error(`knip gave no report:\n${output}`);
  return report
    .parse(JSON.parse(printed))
    .issues.flatMap(({ file, files, exports, types }) =>
      files.length > 0 ? [file] : [...exports, ...types].map(({ name }) => `${file}: ${name}`),
    )
    .toSorted();
}
