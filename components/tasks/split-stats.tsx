import { splitPurposes, splitTitles } from "@/lib/tasks/labels";
import { type Split, splits } from "@/lib/tasks/schema";
import { Stat, StatList } from "../ui/stat";

interface SplitStatsProps {
  counts: Record<Split, number>;
  /** Mean score that needs no ability, 0 to 1, and words for how it is reached. */
  chance: number;
  chanceWords: string;
}

/** The sizes of a task's splits with what each is for, and the level that guessing reaches. */
export function SplitStats({ counts, chance, chanceWords }: SplitStatsProps) {
  return (
    <StatList>
      {splits.map((split) => (
        <Stat key={split} label={`${splitTitles[split]} questions`} value={counts[split]} detail={splitPurposes[split]} />
      ))}
      <Stat label="Chance level" value={`${Math.round(chance * 1000) / 10} %`} detail={chanceWords} />
    </StatList>
  );
}
