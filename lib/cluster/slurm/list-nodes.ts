import { ClusterAway, type ClusterNode } from "../cluster";
import { firstLine, runSlurm, type SlurmAccess } from "./run-slurm";

const separator = "@@";
const fields = ["NodeList:80", "StateLong:24", "CPUsState:40", "Gres:120", "GresUsed:120", "Memory:20"];

/** Every machine of the cluster once. @throws ClusterAway */
export async function listSlurmNodes(access: SlurmAccess): Promise<ClusterNode[]> {
  const format = fields.map((field) => `${field}${separator}`).join(",");
  const { code, output, errors } = await runSlurm(access, ["sinfo", "--noheader", "--Node", `--Format=${format}`]);
  if (code !== 0) throw new ClusterAway(`sinfo ended with ${code}: ${firstLine(errors)}`);
  const nodes = output.split("\n").flatMap((line) => readNodeLine(line) ?? []);
  // A node stands in the answer once for each of its partitions.
  return [...new Map(nodes.map((node) => [node.name, node])).values()];
}

function readNodeLine(line: string): ClusterNode | null {
  const [name, state, cpus, gres, gresUsed, memory] = line.split(separator).map((field) => field.trim());
  if (!name || !state) return null;
  // Allocated, idle, other, total.
  const [cpusTaken = 0, , , total = 0] = (cpus ?? "").split("/").map(Number);
  const counts = { cpus: total, cpusTaken, gpus: countGpus(gres ?? ""), gpusTaken: countGpus(gresUsed ?? "") };
  return { name, state, ...counts, memoryMb: Number(memory) || 0 };
}

/** GPUs in the words of Slurm, such as `gpu:2`, `gpu:a100:4(S:0)` or `gpu:a100:1(IDX:0)`. */
function countGpus(gres: string): number {
  return [...gres.matchAll(/\bgpu(?::[^:,(]+)?:(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}
