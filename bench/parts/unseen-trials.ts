import type { Circumstances } from "@/lib/reading/certainty/certainty-signs";
import { learn, lessons, tuned } from "@/lib/reading/prose/training/train-prose";
import { type CorpusSet, readCorpus, sets } from "@/lib/tasks/testing/corpus";
import { complianceLessons, withoutSet } from "./compliance-lessons";
import { fitLogistic } from "./fit-logistic";
import { judgeLabelled } from "./judge-labelled";

/** A labelled answer, scored by weights that have seen neither it nor its set. */
export interface UnseenTrial {
  set: CorpusSet;
  taskType: string;
  circumstances: Circumstances;
  isRight: boolean;
}

const certainTypes: ReadonlySet<string> = new Set(["multiple_choice", "exact_match", "f1_match", "noncompliance"]);

const tolerance = 0.001;

/** Every labelled answer that neither rules nor weights have learned from when they score it. */
export function unseenTrials(): UnseenTrial[] {
  const prose = lessons();
  const compliance = complianceLessons();
  return sets.flatMap((set) => {
    const others = (all: typeof prose.values) => all.filter((lesson) => lesson.set !== set);
    const learned = {
      values: tuned.has(set) ? {} : learn(others(prose.values)),
      options: tuned.has(set) ? {} : learn(others(prose.options)),
      compliance: fitLogistic(withoutSet(compliance, set)),
    };
    return readCorpus(set).flatMap((line): UnseenTrial[] => {
      // No rule reads refusals, so every set is unseen there.
      if (!certainTypes.has(line.taskType) || (tuned.has(set) && line.taskType !== "noncompliance")) return [];
      const { score, circumstances } = judgeLabelled(line, learned);
      return [{ set, taskType: line.taskType, circumstances, isRight: Math.abs(score - (line.score ?? 0)) < tolerance }];
    });
  });
}
