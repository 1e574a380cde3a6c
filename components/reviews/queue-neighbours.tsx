import type { EntryInQueue } from "@/lib/reviews/queries";
import { LinkButton } from "../ui/navigation/link-button";

/** The entries before and after this one in the queue. */
export function QueueNeighbours({ previous, next }: Pick<EntryInQueue, "previous" | "next">) {
  return (
    <>
      {previous === null ? null : (
        <LinkButton href={`/reviews/${previous}`} data-key="k">
          Previous
        </LinkButton>
      )}
      {next === null ? null : (
        <LinkButton href={`/reviews/${next}`} data-key="j">
          Next
        </LinkButton>
      )}
    </>
  );
}
