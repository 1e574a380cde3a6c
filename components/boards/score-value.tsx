import type { Conflict, Score } from "@/lib/boards/schema";
import { formatInterval, formatScore } from "@/lib/statistics/labels";
import { TextLink } from "../ui/navigation/text-link";
import { FlagMark } from "./flag-mark";

interface ScoreValueProps {
  score: Pick<Score, "score" | "interval" | "n" | "soFar">;
  /** The answers behind the number. */
  href?: string | undefined;
  strong?: boolean;
  /** Flags on the score. */
  conflicts?: readonly Pick<Conflict, "text">[];
}

/** A score over its interval, as precise as the interval allows, linked to the answers behind it. */
export function ScoreValue({ score, href, strong = false, conflicts = [] }: ScoreValueProps) {
  const [low, high] = score.interval;
  const text = formatScore(score.score, { low, high });
  return (
    <span className="over-small">
      <span className={strong ? "font-semibold text-base" : undefined}>
        <FlagMark conflicts={conflicts} />
        {href ? (
          <TextLink href={href} quiet>
            {text}
          </TextLink>
        ) : (
          text
        )}
        {score.soFar ? <span className="ml-1 font-normal text-ink-soft text-xs">so far</span> : null}
      </span>
      <span>{formatInterval({ low, high })}</span>
    </span>
  );
}
