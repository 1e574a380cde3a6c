import type { Conflict } from "@/lib/boards/schema";
import { TextLink } from "../ui/navigation/text-link";

/** Every flag of a model or system, in a sentence each. */
export function FlagList({ conflicts }: { conflicts: readonly Conflict[] }) {
  return (
    <ul className="grid max-w-prose gap-2">
      {conflicts.map(({ task, text }) => (
        <li key={`${task} ${text}`}>
          {text} <TextLink href={`/?task=${task}&flagged=without`}>The board without it</TextLink>
        </li>
      ))}
    </ul>
  );
}
