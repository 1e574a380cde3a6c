import { cp } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { awaitJob, JobNews } from "@/lib/cluster/await-job";
import { type JobReason, jobReasons } from "@/lib/cluster/labels";
import { type JobPlace, submitJob } from "@/lib/cluster/submit-job";
import { AppError } from "@/lib/errors";
import type { Trainer } from "../jobs/find-trainer";
import { requests } from "../jobs/requests";
import { OperationAbsent } from "../operation-absent";
import type { Makers } from "../resources";
import { addGguf } from "./add-gguf";
import { type Making, makeDerived } from "./make-derived";
import { recipeKey, recipeOf } from "./recipe";
import type { WeightsFolders } from "./weights-folders";

/** What a job may take. */
const limits = { cpus: 1, memoryMb: 4_096, seconds: 6 * 3_600 };

/** Where trainings run. */
export interface Training {
  place: JobPlace;
  /** Where the programs are, or why they are not. */
  trainer(): Trainer;
}

/**
 * Has models trained by jobs, on this machine or on a cluster. The job's name is the recipe's key, so that whoever comes back after
 * a crash waits for the job that is under way.
 */
export function trainByJob(
  making: Making,
  weights: WeightsFolders,
  { place, trainer }: Training,
): Required<Pick<Makers, "train" | "close">> {
  let news: JobNews | null = null;
  return {
    train: async (spec, models, signal) => {
      const programs = trainer();
      if (!programs.there) throw new OperationAbsent("train", programs.words);
      const recipe = recipeOf("train", spec, models);
      const key = recipeKey(recipe);
      const parents = [...models.values()].map((model) => ({
        model,
        how: model.label === spec.model ? ("weights" as const) : ("data" as const),
      }));
      const write = async (folder: string) => {
        const { model: label, texts: _, ...rest } = spec;
        const model = models.get(label);
        if (!model) throw new Error(`The training names a model that it was not given: ${label}`);
        const request = requests.train.parse({ kind: "train", model: { folder: await weights.find(model) }, ...rest });
        await submitJob(systemActor("worker"), place, {
          name: key,
          purpose: "train",
          command: [programs.python, "-m", "polyphony_jobs.run"],
          environment: { PYTHONPATH: programs.programs },
          request: z.json().parse(request),
          ...limits,
        });
        news ??= new JobNews();
        const ended = await awaitJob(news, key, signal);
        if (ended.resultFolder === null) throw new AppError("UNAVAILABLE", whyItEnded(ended.reason, ended.message));
        await cp(join(ended.resultFolder, "out"), folder, { recursive: true });
        await cp(join(ended.resultFolder, "result.json"), join(folder, "result.json"));
        await addGguf(folder);
      };
      return await makeDerived({ recipe, parents, write }, making, signal);
    },
    close: async () => {
      await news?.close();
    },
  };
}

function whyItEnded(reason: JobReason | null, message: string | null): string {
  const rule = reason === null ? null : jobReasons[reason];
  return ["A training ended without weights.", rule?.title, message, rule?.advice].filter(Boolean).join(" ");
}
