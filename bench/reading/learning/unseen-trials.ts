import type { Circumstances } from "@/lib/reading/certainty/certainty-of";
import { judgeLabelled } from "../judge-labelled";
import { labelled, learnedTypes } from "../labelled-answers";
import { complianceLessons, withoutGroup } from "./compliance-lessons";
import { fitLogistic } from "./fit-logistic";
import { type Lesson, learn, lessons, tuned } from "./prose-lessons";

/** A labelled answer, scored by weights that have seen neither it nor its group. */
export interface UnseenTrial {
  group: string;
  taskType: string;
  circumstances: Circumstances;
  isRight: boolean;
}

const tolerance = 0.001;

/** Every labelled answer that neither rules nor weights have learned from when they score it. */
export function unseenTrials(): UnseenTrial[] {
  const prose = lessons();
  const compliance = complianceLessons();
  const lines = labelled("tuning", "check").filter(({ taskType }) => learnedTypes.has(taskType));
  return [...Map.groupBy(lines, ({ group }) => group)].flatMap(([group, own]) => {
    const others = (all: readonly Lesson[]) => all.filter(({ line }) => line.group !== group);
    const learned = {
      values: tuned.has(group) ? {} : learn(others(prose.values)),
      options: tuned.has(group) ? {} : learn(others(prose.options)),
      compliance: fitLogistic(withoutGroup(compliance, group)),
    };
    return own.flatMap((line): UnseenTrial[] => {
      // No rule reads refusals, so every group is unseen there.
      if (tuned.has(group) && line.taskType !== "noncompliance") return [];
      const { score, circumstances } = judgeLabelled(line, learned);
      return [{ group, taskType: line.taskType, circumstances, isRight: Math.abs(score - line.score) < tolerance }];
    });
  });
}
