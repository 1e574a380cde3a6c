import type { MissingTask } from "@/lib/tasks/declared-queries";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";

interface DeclaredFactsProps {
  task: MissingTask;
  /** Line for the terminal that imports it. */
  command: string;
}

/** What is known of a task before its questions are here, and how an operator brings them. */
export function DeclaredFacts({ task, command }: DeclaredFactsProps) {
  const { metric, sizes, source, typeTitle } = task;
  return (
    <DefinitionList
      items={[
        { term: "Answers", value: typeTitle },
        { term: "Metric in the paper", value: metric ?? "the paper does not say" },
        { term: "Questions", value: sizes ? `${sizes.dev} dev, ${sizes.test} test in the files of MoCo` : "unknown" },
        { term: "Source", value: <TextLink href={source}>{source}</TextLink> },
        { term: "How an operator imports it", value: <code className="[overflow-wrap:anywhere]">{command}</code> },
      ]}
    />
  );
}
