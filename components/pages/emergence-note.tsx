import type { Emergence } from "@/lib/boards/schema";
import { formatInterval, formatP, formatScore } from "@/lib/statistics/labels";
import { TextLink } from "../ui/navigation/text-link";

interface EmergenceNoteProps {
  emergence: Emergence;
  /** Where the solved ones are listed. */
  href: string;
}

/** What the system solves although every member alone fails, with what guessing would have solved beside it. */
export function EmergenceNote({ emergence, href }: EmergenceNoteProps) {
  const { solved, n, rate, chance, p } = emergence;
  const bounds = { low: emergence.interval[0], high: emergence.interval[1] };
  return (
    <p className="mt-4 max-w-prose">
      {n === 1 ? "One question is" : `${n} questions are`} failed by every member alone. The system solves{" "}
      {solved === 0 ? "none" : <TextLink href={href}>{solved} of them</TextLink>}: {formatScore(rate, bounds)} ({formatInterval(bounds)}).
      Guessing among the answers that no member gave would solve {formatScore(chance, bounds)}
      {solved > 0 ? `; that many by guessing alone: ${formatP(p)}` : ""}.
    </p>
  );
}
