import { Page } from "@/components/layout/page";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { methods } from "@/lib/methods/registry";
import { type CatalogueEntry, catalogue, levels } from "./catalogue";
import { countInWords } from "./count-in-words";

export const metadata = { title: "Methods" };

const order = ["api", "text", "weight"] as const;

export default function MethodsPage() {
  const built = new Set(methods.map((method) => method.id));
  const running = catalogue.filter((entry) => built.has(entry.id)).length;
  const named = new Set(catalogue.map((entry) => entry.id));
  const baselines = methods.filter((method) => !named.has(method.id));
  return (
    <Page>
      <PageHeader
        title="Methods"
        lead={`The paper composes models with fourteen methods. ${countInWords(running)} of them run here today; the others are described and marked, so that nobody takes a plan for a result.`}
      />
      {order.map((level) => (
        <section key={level} aria-labelledby={level} className="mt-12 grid gap-x-12 gap-y-4 lg:grid-cols-[16rem_1fr]">
          <div>
            <h2 id={level}>{levels[level].title}</h2>
            <p className="mt-2 max-w-prose text-ink-soft text-sm">{levels[level].text}</p>
          </div>
          <ul className="grid">
            {catalogue
              .filter((entry) => entry.level === level)
              .map((entry) => (
                <Entry key={entry.id} entry={entry} paper={methods.find((method) => method.id === entry.id)?.paper} />
              ))}
          </ul>
        </section>
      ))}
      <section aria-labelledby="baselines" className="mt-12 grid gap-x-12 gap-y-4 lg:grid-cols-[16rem_1fr]">
        <div>
          <h2 id="baselines">To compare with</h2>
          <p className="mt-2 max-w-prose text-ink-soft text-sm">
            Not among the fourteen. A method that cannot beat these has not shown that composing helps.
          </p>
        </div>
        <ul className="grid">
          {baselines.map((method) => (
            <li key={method.id} id={method.id} className="grid gap-1 border-rule border-t py-4">
              <h3>{method.name}</h3>
              <p className="max-w-prose">{method.summary}</p>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

function Entry({ entry, paper }: { entry: CatalogueEntry; paper: { title: string; url: string } | undefined }) {
  const runs = paper !== undefined;
  return (
    <li id={entry.id} className="grid gap-1 border-rule border-t py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3>{entry.name}</h3>
        {runs ? <Badge tone="good">Runs here</Badge> : <Badge>Not built yet</Badge>}
      </div>
      <p className="max-w-prose">{entry.how}</p>
      <dl className="max-w-prose text-ink-soft text-sm">
        <div>
          <dt className="inline font-medium">Learns on development questions: </dt>
          <dd className="inline">{entry.learns}</dd>
        </div>
        {runs || entry.waitsFor === null ? null : (
          <div>
            <dt className="inline font-medium">Waits for: </dt>
            <dd className="inline">{entry.waitsFor}.</dd>
          </div>
        )}
      </dl>
      {paper ? (
        <p className="flex flex-wrap gap-x-5 text-sm">
          <TextLink href={paper.url}>{paper.title}</TextLink>
        </p>
      ) : null}
    </li>
  );
}
