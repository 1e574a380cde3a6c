import { parametersInWords } from "@/lib/hub/labels";
import type { CheckReport } from "@/lib/hub/schema";
import type { DraftContent } from "@/lib/submissions/schema";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";
import { visibleText } from "../ui/visible-text";

interface SubmissionFactsProps {
  content: DraftContent;
  report: CheckReport | null;
  commit: string | null;
}

/** What was sent in, and what the Hub adds to it. */
export function SubmissionFacts({ content, report, commit }: SubmissionFactsProps) {
  const facts = report?.facts;
  const items = [
    { term: "Model", value: content.hubId === "" ? null : <HubLink hubId={report?.resolvedId ?? content.hubId} /> },
    { term: "Revision", value: content.revision || "default branch" },
    { term: "Commit when checked", value: commit ? <code>{commit}</code> : null },
    { term: "Description", value: content.description },
    { term: "Base model", value: content.baseModel || facts?.baseModel },
    { term: "Parameters", value: facts?.parameters ? parametersInWords(facts.parameters) : null },
    { term: "Licence", value: facts?.licence },
    { term: "Architecture", value: facts?.architectures.join(", ") },
    { term: "Paper", value: content.paper },
    {
      term: "Training data",
      value: content.trainingData ? (
        <span className="whitespace-pre-line [unicode-bidi:plaintext]">{visibleText(content.trainingData)}</span>
      ) : null,
    },
    { term: "Contributor", value: [content.person, content.institution, content.country].filter(Boolean).join(", ") },
    { term: "Name shown", value: content.nameShown ? "yes" : "no" },
    { term: "Contact allowed", value: content.contactAllowed ? "yes" : "no" },
    { term: "Invitation to judge", value: content.evaluationInvitation ? "yes" : "no" },
  ];
  return (
    <DefinitionList items={items.map((item) => ({ ...item, value: item.value || <span className="text-ink-faint">not given</span> }))} />
  );
}

/** A link to a model's page on the Hub. The ID is a checked one or plain text. */
export function HubLink({ hubId }: { hubId: string }) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(hubId)) return <>{hubId}</>;
  return (
    <TextLink href={`https://huggingface.co/${hubId}`} rel="noopener nofollow" target="_blank">
      {hubId}
    </TextLink>
  );
}
