import { splitTitles } from "@/lib/boards/labels";
import { type BoardSplit, boardSplits } from "@/lib/boards/schema";
import { Tabs } from "../ui/navigation/tabs";

/** Which questions the numbers of a page are about. */
export function SplitTabs({ path, current }: { path: string; current: BoardSplit }) {
  return (
    <Tabs
      label="Questions"
      tabs={boardSplits.map((split) => ({
        href: split === "test" ? path : `${path}?split=${split}`,
        label: splitTitles[split],
        current: split === current,
      }))}
    />
  );
}
