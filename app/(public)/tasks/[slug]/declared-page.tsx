import { Page } from "@/components/layout/page";
import { DeclaredFacts } from "@/components/tasks/declared-facts";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { importCommand, type MissingTask } from "@/lib/tasks/declared-queries";
import { domainTitles } from "@/lib/tasks/labels";

/** A task of the paper whose questions are not here. */
export function DeclaredPage({ task }: { task: MissingTask }) {
  const group = task.group === "human_diversity" ? "Human diversity" : domainTitles[task.group];
  return (
    <Page>
      <PageHeader
        title={task.title}
        kind={`Task of the paper · ${group}`}
        crumbs={[{ href: "/tasks", label: "Tasks" }]}
        lead={task.description}
        badges={<Badge tone="warn">Not imported</Badge>}
      />
      <Notice title="No questions yet" className="mb-8">
        The questions carry a licence of their own and do not come with the portal. Until an operator imports them, no model has a score
        here.
      </Notice>
      <DeclaredFacts task={task} command={importCommand(task)} />
    </Page>
  );
}
