import { Page } from "@/components/layout/page";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { hasProgram, isOfPaper } from "@/lib/methods/method";
import { levels } from "@/lib/methods/schema";
import { type CatalogueEntry, listCatalogue } from "@/lib/systems/list-catalogue";
import { countInWords } from "./count-in-words";
import { levelTexts } from "./level-texts";

export const metadata = { title: "Methods" };

export default function MethodsPage() {
  const entries = listCatalogue();
  const running = entries.filter(({ method, obstacles }) => isOfPaper(method) && obstacles.length === 0).length;
  return (
    <Page>
      <PageHeader title="Methods" lead={`The paper composes models with fourteen methods. ${runsHere(running)}`} />
      {levels.map((level) => (
        <section key={level} aria-labelledby={level} className="mt-12 grid gap-x-12 gap-y-4 lg:grid-cols-[16rem_1fr]">
          <div>
            <h2 id={level}>{levelTexts[level].title}</h2>
            <p className="mt-2 max-w-prose text-ink-soft text-sm">{levelTexts[level].text}</p>
          </div>
          <ul className="grid">
            {entries
              .filter(({ method }) => method.level === level)
              .map((entry) =>
                level === "baseline" ? <Baseline key={entry.method.id} {...entry} /> : <Entry key={entry.method.id} {...entry} />,
              )}
          </ul>
        </section>
      ))}
    </Page>
  );
}

function runsHere(running: number): string {
  if (running === 14) return "All of them run here.";
  return `${countInWords(running)} of them run here; each of the others says what it waits for.`;
}

function Baseline({ method }: CatalogueEntry) {
  return (
    <li id={method.id} className="grid gap-1 border-rule border-t py-4">
      <h3>{method.name}</h3>
      <p className="max-w-prose">{method.summary}</p>
    </li>
  );
}

function Entry({ method, obstacles }: CatalogueEntry) {
  return (
    <li id={method.id} className="grid gap-1 border-rule border-t py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3>{method.name}</h3>
        {method.isOwn ? <Badge>Our own</Badge> : null}
        {obstacles.length === 0 ? <Badge tone="good">Runs here</Badge> : <Badge>{hasProgram(method) ? "Not here" : "Not built yet"}</Badge>}
      </div>
      <p className="max-w-prose">{method.how}</p>
      <dl className="max-w-prose text-ink-soft text-sm">
        <div>
          <dt className="inline font-medium">Learns on practice questions: </dt>
          <dd className="inline">{method.learns ?? "Nothing: the development questions are not used."}</dd>
        </div>
        {obstacles.length === 0 ? null : (
          <div>
            <dt className="inline font-medium">Why not here: </dt>
            <dd className="inline">{obstacles.join(" ")}</dd>
          </div>
        )}
      </dl>
      <p className="flex flex-wrap gap-x-5 text-sm">
        <TextLink href={method.paper.url}>{method.paper.title}</TextLink>
      </p>
    </li>
  );
}
