import { formatInterval, formatP, formatScore } from "@/lib/statistics/labels";
import { TextLink } from "../ui/text-link";

interface EmergenceNoteProps {
  emergence: { mean: number; n: number; low: number; high: number; chance: number; p: number };
  /** Where the solved ones are listed. */
  href: string;
}

/** What the system solves although every member alone fails, with what guessing would have solved beside it. */
export function EmergenceNote({ emergence, href }: EmergenceNoteProps) {
  const { mean, n, chance, p } = emergence;
  const solved = Math.round(mean * n);
  return (
    <p className="mt-4 max-w-prose">
      {n === 1 ? "One question is" : `${n} questions are`} failed by every member alone. The system solves{" "}
      {solved === 0 ? "none" : <TextLink href={href}>{solved} of them</TextLink>}: {formatScore(mean, emergence)} (
      {formatInterval(emergence)}). Guessing among the answers that no member gave would solve {formatScore(chance, emergence)}
      {solved > 0 ? `; that many by guessing alone: ${formatP(p)}` : ""}.
    </p>
  );
}
