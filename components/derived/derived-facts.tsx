import type { DerivedFacts as Facts } from "@/lib/pages/find-derived-page";
import { describeDuration } from "../runs/duration";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";
import { Time } from "../ui/time";

/** The weights themselves, and who uses them. */
export function DerivedFacts({ facts }: { facts: Facts }) {
  const items = [
    { term: "Made", value: <Time at={facts.madeAt} /> },
    { term: "Time it took to make", value: describeDuration(facts.seconds) },
    { term: "Size of its files", value: `${(facts.bytes / 1e6).toFixed(1)} MB` },
    { term: "Weights (SHA-256)", value: <code>{facts.weightsHash}</code> },
    {
      term: "Learned by",
      value: <Links links={facts.systems.map(({ name, slug }) => ({ name, href: `/systems/${slug}` }))} none="No system that is public" />,
    },
    { term: "Made of it", value: <Links links={facts.children} none="Nothing yet" /> },
  ];
  return <DefinitionList items={items} />;
}

function Links({ links, none }: { links: readonly { name: string; href: string }[]; none: string }) {
  if (links.length === 0) return none;
  return (
    <ul>
      {links.map(({ name, href }) => (
        <li key={href}>
          <TextLink href={href}>{name}</TextLink>
        </li>
      ))}
    </ul>
  );
}
