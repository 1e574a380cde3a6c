import { readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MergeRequest } from "../jobs/requests";
import type { MergeResult } from "../jobs/results";
import { checkFiles, digestFile } from "../weights/check-files";
import { Tensors } from "../weights/tensors";
import { writeLike } from "../weights/write-like";
import { mergeTensors, modelsOf } from "./merge-tensors";

/** Its number rises whenever other weights come out. */
const program = "merge in Node 1";

/**
 * Merges without Python, into `out/` of the folder of a job, and leaves `result.json` as the program of the same name does. The
 * weights are the same to the last bit.
 *
 * @param report is told how many tensors are done
 * @throws AppError where the models are not what the request says or do not go together
 */
export async function mergeInNode(
  folder: string,
  request: MergeRequest,
  report: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<MergeResult> {
  const begun = { wall: performance.now(), cpu: process.cpuUsage() };
  const weights = modelsOf(request.merge);
  for (const one of weights) await checkFiles(one);
  await using opened = new AsyncDisposableStack();
  const models: Tensors[] = [];
  for (const one of weights) models.push(opened.use(await Tensors.open(one.folder)));
  const compute = mergeTensors(request.merge, models);
  const [source] = models;
  if (!source) throw new Error("a merge without models");
  let done = 0;
  const out = join(folder, "out");
  const output = await writeLike(source, out, request.output, async (name) => {
    signal.throwIfAborted();
    const numbers = await compute(name);
    done += 1;
    report(done, source.names.length);
    return numbers;
  });
  const { user, system } = process.cpuUsage(begun.cpu);
  const result: MergeResult = {
    kind: "merge",
    backend: "node",
    program,
    versions: { node: process.versions.node },
    machine: { device: "cpu", threads: 1, instructions: process.arch, numbers: "float32" },
    seconds: (performance.now() - begun.wall) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    peakMemory: process.resourceUsage().maxRSS * 1_024,
    resumed: 0,
    files: await describeFiles(out),
    output,
  };
  await writeFile(join(folder, "result.json.unfinished"), JSON.stringify(result));
  await rename(join(folder, "result.json.unfinished"), join(folder, "result.json"));
  return result;
}

async function describeFiles(folder: string): Promise<MergeResult["files"]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (path) => {
      const file = join(folder, path);
      return { path, bytes: (await stat(file)).size, sha256: await digestFile(file) };
    }),
  );
}
