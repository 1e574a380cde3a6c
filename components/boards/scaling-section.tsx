import type { Boards } from "@/lib/boards/read-board";
import { ScalingPlot } from "../charts/scaling-plot";
import { Section } from "../ui/section";

/** A drawing for each method that was measured with pools of several sizes; nothing while there is none. */
export function ScalingSection({ boards: { scaling, scope, headline } }: { boards: Pick<Boards, "scaling" | "scope" | "headline"> }) {
  if (scaling.length === 0) return null;
  const reference =
    headline.model && scope.kind === "overall" ? { value: headline.model.score, label: "Best alone on practice questions" } : undefined;
  return (
    <Section title="Scaling" id="scaling" lead="Does company help more when there is more of it? The same method over growing pools.">
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        {scaling.map((curve) => (
          <ScalingPlot
            key={curve.key}
            title={curve.title}
            description={`Score (${scope.title.toLowerCase()}) over models in the pool, with 95 % intervals.${curve.points.some((point) => point.soFar) ? " Not all runs are finished." : ""}`}
            points={curve.points}
            format="percent"
            yLabel="Score"
            reference={reference}
            domain={[0, 1]}
          />
        ))}
      </div>
    </Section>
  );
}
