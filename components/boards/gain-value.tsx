import type { Gain } from "@/lib/boards/schema";
import { formatDifference, formatInterval, formatP } from "@/lib/statistics/labels";
import { TextLink } from "../ui/navigation/text-link";

/** Bounds of a difference in points; the sign matters, so it is always written. */
function formatBounds([low, high]: readonly [number, number]): string {
  const bounds = formatInterval({ low, high }).replace("\u00a0%", "").split(" to ");
  return bounds.map((bound) => (bound.startsWith("−") || Number(bound) === 0 ? bound : `+${bound}`)).join(" to ");
}

/** What a system gains, in points, with the interval of the paired difference. The sign carries the meaning, colour only repeats it. */
export function GainValue({ gain }: { gain: Gain }) {
  const [low, high] = gain.interval;
  const sure = low > 0 ? "text-good" : "";
  const unsure = high < 0 ? "text-bad" : sure;
  return (
    <span className="over-small">
      <span className={unsure}>
        {formatDifference(gain.difference, { low, high })}
        {gain.soFar ? <span className="ml-1 text-ink-soft text-xs">so far</span> : null}
      </span>
      <span>{formatBounds(gain.interval)}</span>
    </span>
  );
}

/** On how many questions the system beat its baseline and the other way round, with the p of that split. */
export function WinsValue({ gain, href }: { gain: Gain; href: string }) {
  return (
    <span className="over-small">
      <TextLink href={href} quiet>
        {gain.wins} : {gain.losses}
      </TextLink>
      <span>{formatP(gain.p)}</span>
    </span>
  );
}
