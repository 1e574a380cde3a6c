import { log } from "@/lib/log";
import { ClusterAway, type Sighting } from "../cluster";
import { firstLine, runSlurm, type SlurmAccess } from "./run-slurm";
import { isSlurmState, readSlurmState } from "./slurm-states";
import { readJobComment } from "./submit-arguments";

/** Between two fields: no field holds it, and no shell gives it a meaning. */
const separator = "@@";
const fields = ["JobID:24", "Name:80", "State:24", "Reason:80", "exit_code:12", "RestartCnt:12", "NodeList:80", "Comment:120"];

/**
 * Every job of this portal that the controller lists, in one call for all of them: those that ended within the last minutes too.
 * @throws ClusterAway
 */
export async function listSlurmJobs(access: SlurmAccess, portal: string): Promise<Sighting[]> {
  const format = fields.map((field) => `${field}${separator}`).join(",");
  const { code, output, errors } = await runSlurm(access, ["squeue", "--noheader", "--all", "--states=all", "--me", `--Format=${format}`]);
  if (code !== 0) throw new ClusterAway(`squeue ended with ${code}: ${firstLine(errors)}`);
  return output.split("\n").flatMap((line) => readJobLine(line, portal) ?? []);
}

/** @returns null for a job that is not of this portal, and for what is no line of a job */
function readJobLine(line: string, portal: string): Sighting | null {
  const [id, name, state, why, exitCode, restarts, node, comment] = line.split(separator).map((field) => field.trim());
  const own = readJobComment(portal, comment ?? "");
  if (!own || !id || !name || !state) return null;
  if (!isSlurmState(state))
    log.warn({ state, job: name, part: "cluster" }, "Slurm names a state that is not known here; the job counts as being there");
  const words = why && why !== "None" ? `${state} (${why})` : state;
  const place = node && node !== "(null)" ? node : null;
  return {
    id,
    name,
    ...own,
    ...readSlurmState(state, why ?? "", Number(exitCode) || 0),
    words,
    node: place,
    restarts: Number(restarts) || 0,
  };
}
