import { splitPurposes, splitTitles } from "@/lib/tasks/labels";
import type { TaskDetail } from "@/lib/tasks/queries";
import { splits } from "@/lib/tasks/schema";
import { Stat, StatList } from "../ui/tables/stat";

/** The sizes of a task's splits with what each is for, and the level that guessing reaches. */
export function SplitStats({ counts, chance, chanceWords }: Pick<TaskDetail, "counts" | "chance" | "chanceWords">) {
  return (
    <StatList>
      {splits.map((split) => (
        <Stat key={split} label={`${splitTitles[split]} questions`} value={counts[split]} detail={splitPurposes[split]} />
      ))}
      <Stat label="Chance level" value={`${Math.round(chance * 1000) / 10} %`} detail={chanceWords} />
    </StatList>
  );
}
