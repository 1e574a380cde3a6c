import { formatCount } from "@/lib/boards/labels";
import type { ModelPage } from "@/lib/pages/find-model-page";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";
import { Time } from "../ui/time";

interface ModelFactsProps {
  card: ModelPage["card"];
  /** Page of the model on the Hub; null for a local model, which has none. */
  hubHref: string | null;
  /** What the contributor allows, in words. */
  consent: readonly string[];
}

/** The card: what the model is, who made it, which weights exactly. Facts that nobody gave are said to be missing. */
export function ModelFacts({ card, hubHref, consent }: ModelFactsProps) {
  const { commit, weightsHash } = card;
  const credit = [card.contributor, card.institution, card.country].filter(Boolean).join(", ");
  const items = [
    { term: "Contributor", value: credit || "Not named" },
    {
      term: "On the Hub",
      value: hubHref === null ? "No: it is local, the operator's own" : <TextLink href={hubHref}>{card.hubId}</TextLink>,
    },
    { term: "Base model", value: card.baseModel ?? "Not given" },
    { term: "Parameters", value: card.parameters === null ? "Not given" : formatCount(card.parameters) },
    { term: "Licence", value: card.license ?? "Not given" },
    ...(card.state === "listed"
      ? []
      : [
          { term: "Pinned commit", value: commit === null ? "None: only the weights are pinned" : <code>{commit}</code> },
          { term: "Weights (SHA-256)", value: weightsHash === null ? "Not known" : <code>{weightsHash}</code> },
          { term: "Consent covers", value: consent.length > 0 ? <Uses uses={consent} /> : "Nothing now" },
          { term: "Admitted", value: <Time at={card.admittedAt} precision="day" /> },
        ]),
    ...(card.paperRank === null
      ? []
      : [{ term: "In the paper", value: `No. ${card.paperRank}${card.paperKey === null ? "" : `, cited as ${card.paperKey}`}` }]),
  ];
  return <DefinitionList items={items} />;
}

/** What the contributor allows, one use a line. */
function Uses({ uses }: { uses: readonly string[] }) {
  return (
    <ul>
      {uses.map((use) => (
        <li key={use}>{use}</li>
      ))}
    </ul>
  );
}
