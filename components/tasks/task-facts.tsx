import type { TaskDetail } from "@/lib/tasks/queries";
import { TextLink } from "../ui/navigation/text-link";
import { type Definition, DefinitionList } from "../ui/tables/definition-list";
import { Time } from "../ui/time";

interface TaskFactsProps {
  task: TaskDetail;
  /** Name and version of what reads the answers. */
  parser: string;
}

/** Where a task comes from, and which content exactly the numbers refer to. */
export function TaskFacts({ task, parser }: TaskFactsProps) {
  const { source, license, digest, revision, fileHash, notes, createdAt } = task;
  const items: Definition[] = [
    { term: "Source", value: /^https?:\/\//.test(source) ? <TextLink href={source}>{source}</TextLink> : source },
    { term: "Licence", value: license },
    ...(revision ? [{ term: "Revision", value: <code className="[overflow-wrap:anywhere]">{revision}</code> }] : []),
    { term: "Content (SHA-256)", value: <code className="[overflow-wrap:anywhere]">{digest}</code> },
    ...(fileHash ? [{ term: "File (SHA-256)", value: <code className="[overflow-wrap:anywhere]">{fileHash}</code> }] : []),
    { term: "Answers are read by", value: <code>{parser}</code> },
    { term: "Imported", value: <Time at={createdAt} precision="day" /> },
    ...(notes.length > 0 ? [{ term: "The import", value: <ImportNotes notes={notes} /> }] : []),
  ];
  return <DefinitionList items={items} />;
}

function ImportNotes({ notes }: { notes: readonly string[] }) {
  return (
    <ul className="grid gap-1">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
