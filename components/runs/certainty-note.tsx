import { certaintyWords } from "@/lib/tasks/labels";
import { isDoubtful } from "@/lib/tasks/schema";
import { Badge } from "../ui/badge";

/** Says that we are not sure of a verdict; nothing where we are. */
export function DoubtBadge({ certainty }: { certainty: number | null }) {
  return isDoubtful(certainty) ? <Badge tone="warn">Unsure marking</Badge> : null;
}

/** How sure a verdict is, and what to do where it is doubtful. */
export function CertaintyNote({ certainty }: { certainty: number | null }) {
  if (certainty === null) {
    const why = "Not known: a model scored it, or it was recorded before verdicts said how sure they are.";
    return (
      <span>
        <span className="whitespace-nowrap">How sure: –</span> <span className="text-ink-faint">({why})</span>
      </span>
    );
  }
  return isDoubtful(certainty) ? (
    <span className="text-warn">{certaintyWords(certainty)} that we marked it correctly, not more. Read the answer yourself.</span>
  ) : (
    <span>{certaintyWords(certainty)} that we marked it correctly.</span>
  );
}
