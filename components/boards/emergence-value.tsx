import type { Emergence } from "@/lib/boards/schema";
import { formatScore } from "@/lib/statistics/labels";
import { TextLink } from "../ui/navigation/text-link";

/** Solved questions among those that every member alone fails, over what guessing would have solved. */
export function EmergenceValue({ emergence, href }: { emergence: Emergence; href: string }) {
  const { solved, n, chance, interval } = emergence;
  return (
    <span className="over-small">
      <TextLink href={href} quiet>
        {solved} of {n}
      </TextLink>
      <span>guessing {formatScore(chance, { low: interval[0], high: interval[1] })}</span>
    </span>
  );
}
