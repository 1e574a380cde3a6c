import type { Strengths } from "@/lib/boards/rows/compositional-strength";
import { ScatterPlot } from "../charts/scatter-plot";
import { Section } from "../ui/section";

const bounds = ({ value, interval: [low, high], n }: Strengths["individual"]) => ({ value, low, high, n });

/** What each model is worth alone against what systems lose without it; nothing while neither is known. */
export function StrengthsSection({ strengths }: { strengths: readonly Strengths[] }) {
  if (strengths.length === 0) return null;
  const pairs = strengths.reduce((total, each) => total + each.pairs, 0);
  const few = strengths.length < 10 ? ` ${strengths.length} models are too few to tell whether the two go together.` : "";
  return (
    <Section title="Alone and in company" id="strengths" lead="Is a model that is strong alone also the one that a system would miss most?">
      <ScatterPlot
        title="Individual and compositional strength"
        description={`Across: score alone. Up: what a system loses when the model is left out, the mean over ${pairs} pairs of systems. Lines are 95 % intervals; from three methods on they allow for other methods.${few}`}
        points={strengths.map((each) => ({
          key: each.slug,
          label: each.name,
          href: `/models/${each.slug}`,
          x: bounds(each.individual),
          y: bounds(each.compositional),
        }))}
        x={{ label: "Score alone", format: "percent" }}
        y={{ label: "Lost without it", format: "points", reference: 0 }}
      />
    </Section>
  );
}
