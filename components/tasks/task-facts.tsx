import { type Definition, DefinitionList } from "../ui/definition-list";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

interface TaskFactsProps {
  source: string;
  license: string;
  /** SHA-256 (hex) of the content. */
  digest: string;
  /** Name and version of what reads the answers. */
  parser: string;
  createdAt: Date;
}

/** Where a task comes from, and which content exactly the numbers refer to. */
export function TaskFacts({ source, license, digest, parser, createdAt }: TaskFactsProps) {
  const items: Definition[] = [
    { term: "Source", value: /^https?:\/\//.test(source) ? <TextLink href={source}>{source}</TextLink> : source },
    { term: "Licence", value: license },
    { term: "Content (SHA-256)", value: <code>{digest}</code> },
    { term: "Answers are read by", value: <code>{parser}</code> },
    { term: "Imported", value: <Time at={createdAt} precision="day" /> },
  ];
  return <DefinitionList items={items} />;
}
