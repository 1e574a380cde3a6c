import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What `npm run trainer` notes last, in `polyphony.json` of the environment. */
const trainerNote = z.object({
  /** Digest of the requirements that it was made from. */
  requirements: z.string(),
  /** Versions of what decides which weights come out, python and torch among them. */
  versions: z.record(z.string(), z.string()),
  /** Whether the tests of the programs can run there. */
  tests: z.boolean(),
});
export type TrainerNote = z.infer<typeof trainerNote>;

/** The Python environment of the programs that train and score, or why there is none. */
export type Trainer =
  | {
      there: true;
      /** Path of the Python to run `-m polyphony_jobs.run` or `-m polyphony_jobs.serve` with. */
      python: string;
      /** Folder of the package, to be put on PYTHONPATH. */
      programs: string;
      versions: Record<string, string>;
      tests: boolean;
    }
  | { there: false; words: string };

const install = "Run npm run trainer once (it downloads about 450 MB and keeps 1.6 GB in the data folder).";

/**
 * Looks in the data folder for the environment; nothing is started.
 *
 * @param dataDirectory folder of the portal's data
 * @param project folder of the project
 */
export function findTrainer(dataDirectory: string, project = process.cwd()): Trainer {
  const folder = trainerFolder(dataDirectory);
  const python = pythonOf(folder);
  if (!existsSync(python)) return { there: false, words: `Training needs Python, whose packages are not there yet. ${install}` };
  const file = join(folder, "polyphony.json");
  const note = existsSync(file) ? trainerNote.safeParse(readJson(file)) : null;
  if (!note?.success)
    return { there: false, words: "The installation of the packages for training was not finished. Run npm run trainer again." };
  if (note.data.requirements !== requirementsDigest(project))
    return { there: false, words: "The packages for training are of another version of Polyphony. Run npm run trainer again." };
  const { versions, tests } = note.data;
  return { there: true, python, programs: join(project, "gpu/jobs"), versions, tests };
}

/** Where the environment is made. */
export const trainerFolder = (dataDirectory: string) => join(dataDirectory, "trainer");

/** The Python of an environment. */
export const pythonOf = (folder: string) =>
  process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");

/** SHA-256 (hex) of all that decides which packages are installed for the programs. */
export function requirementsDigest(project: string): string {
  const digest = createHash("sha256");
  for (const name of ["train.txt", "constraints.txt"]) digest.update(readFileSync(join(project, "gpu/environments", name)));
  return digest.digest("hex");
}

/** The content of a JSON file; null where it is none. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
