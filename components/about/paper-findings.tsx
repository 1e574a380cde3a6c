import { ScalingPlot } from "../charts/scaling-plot";
import { TextLink } from "../ui/navigation/text-link";
import { paperDense, paperScaling } from "./paper-results";

const domains = [
  { key: "generalQa", title: "General question answering" },
  { key: "reasoning", title: "Reasoning" },
  { key: "safety", title: "Safety" },
] as const;

/** Table 1 of the paper, drawn. */
export function PaperFindings() {
  return (
    <section className="mt-14" aria-labelledby="paper">
      <h2 id="paper">What the paper found</h2>
      <div className="prose mt-3 mb-8">
        <p>
          <TextLink href="https://arxiv.org/abs/2606.07812">Scaling Participation in Modular AI Systems</TextLink> gathered 61 models from
          researchers and composed up to 32 of them with fourteen methods on fifteen tasks. The drawings show its Table 1. They are the
          paper's figures, not ours: for each size the best of fourteen methods was picked, which flatters a little, and no intervals were
          published.
        </p>
      </div>
      <div className="grid gap-x-10 gap-y-10 md:grid-cols-2 lg:grid-cols-3">
        {domains.map((domain) => (
          <ScalingPlot
            key={domain.key}
            title={domain.title}
            description="Accuracy of the best method as the pool grows. Dashed: the best dense model."
            points={paperScaling.map((row) => ({ size: row.size, value: row[domain.key], low: null, high: null }))}
            format="percent"
            yLabel="Accuracy"
            reference={{ value: paperDense[domain.key], label: "Best dense model" }}
            domain={[0.5, 0.85]}
          />
        ))}
      </div>
    </section>
  );
}
