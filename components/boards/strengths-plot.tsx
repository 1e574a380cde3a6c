import { ScatterPlot } from "../charts/scatter-plot";

interface Estimate {
  value: number;
  interval: readonly [number, number];
  n: number;
}

interface StrengthsPlotProps {
  strengths: readonly { name: string; slug: string; individual: Estimate; compositional: Estimate; pairs: number }[];
}

const bounds = ({ value, interval: [low, high], n }: Estimate) => ({ value, low, high, n });

/** What each model is worth alone against what systems lose without it. */
export function StrengthsPlot({ strengths }: StrengthsPlotProps) {
  const pairs = strengths.reduce((total, each) => total + each.pairs, 0);
  const few = strengths.length < 10 ? ` ${strengths.length} models are too few to tell whether the two go together.` : "";
  return (
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
  );
}
