import type { BoardProgress } from "@/lib/boards/facts/read-progress";
import { TextLink } from "../ui/navigation/text-link";
import { Progress } from "../ui/progress";
import { LiveRefresh } from "./live-refresh";

interface ProgressHintProps extends BoardProgress {
  /** Address of this very view. */
  href: string;
}

/** Says that numbers are still coming in. */
export function ProgressHint({ done, failed, total, experiment, href }: ProgressHintProps) {
  const trouble = failed > 0 ? `, ${failed} failed or cancelled` : "";
  return (
    <div className="grid gap-2 border-l-4 border-l-accent bg-accent-wash px-4 py-3">
      <Progress
        label={experiment ? experiment.title : "Runs under way"}
        value={done}
        max={total}
        detail={`${done} of ${total} runs finished${trouble}`}
      />
      <p className="text-ink-soft text-sm">
        Numbers marked “so far” still change. This page refreshes by itself; <TextLink href={href}>refresh now</TextLink> or{" "}
        <TextLink href={experiment ? `/experiments/${experiment.slug}` : "/runs"}>see the runs</TextLink>.
      </p>
      <LiveRefresh seconds={5} />
    </div>
  );
}
