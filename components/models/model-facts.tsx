import { formatCount } from "@/lib/boards/labels";
import { DefinitionList } from "../ui/definition-list";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

interface ModelFactsProps {
  hubId: string;
  /** Page of the model on the Hub. */
  hubHref: string;
  commit: string | null;
  weightsHash: string | null;
  baseModel: string | null;
  parameters: number | null;
  license: string | null;
  contributor: string | null;
  institution: string | null;
  country: string | null;
  paperKey: string | null;
  paperRank: number | null;
  consent: readonly string[];
  admittedAt: Date;
  listed: boolean;
}

/** The card: what the model is, who made it, which weights exactly. Facts that nobody gave are said to be missing. */
export function ModelFacts(facts: ModelFactsProps) {
  const { commit, weightsHash } = facts;
  const credit = [facts.contributor, facts.institution, facts.country].filter(Boolean).join(", ");
  const items = [
    { term: "Contributor", value: credit || "Not named" },
    { term: "On the Hub", value: <TextLink href={facts.hubHref}>{facts.hubId}</TextLink> },
    { term: "Base model", value: facts.baseModel ?? "Not given" },
    { term: "Parameters", value: facts.parameters === null ? "Not given" : formatCount(facts.parameters) },
    { term: "Licence", value: facts.license ?? "Not given" },
    ...(facts.listed
      ? []
      : [
          { term: "Pinned commit", value: commit === null ? "None: only the weights are pinned" : <code>{commit}</code> },
          { term: "Weights (SHA-256)", value: weightsHash === null ? "Not known" : <code>{weightsHash}</code> },
          { term: "Consent covers", value: facts.consent.length > 0 ? <Uses uses={facts.consent} /> : "Nothing now" },
          { term: "Admitted", value: <Time at={facts.admittedAt} precision="day" /> },
        ]),
    ...(facts.paperRank === null
      ? []
      : [{ term: "In the paper", value: `No. ${facts.paperRank}${facts.paperKey === null ? "" : `, cited as ${facts.paperKey}`}` }]),
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
