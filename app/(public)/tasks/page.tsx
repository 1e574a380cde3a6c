import { Page } from "@/components/layout/page";
import { DeclaredTable } from "@/components/tasks/declared-table";
import { TasksTable } from "@/components/tasks/tasks-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { listNotImported } from "@/lib/tasks/declared-queries";
import { declaredTasks } from "@/lib/tasks/declared-tasks";
import { domainTitles } from "@/lib/tasks/labels";
import { listTasks } from "@/lib/tasks/queries";
import { domains } from "@/lib/tasks/schema";

export const metadata = { title: "Tasks" };

export default async function TasksPage() {
  const [tasks, declared] = await Promise.all([listTasks(), listNotImported()]);
  const filled = domains.filter((domain) => tasks.some((task) => task.domain === domain));
  return (
    <Page>
      <PageHeader
        title="Tasks"
        lead={
          tasks.length === 0
            ? undefined
            : `${tasks.length} sets of questions in ${filled.length} domains. Systems learn on practice questions, models can be compared beforehand on held-out ones, and results are reported on test questions; no question stands in two of them.`
        }
      />
      {tasks.length === 0 ? (
        <EmptyState title="No tasks yet">
          Tasks appear here as soon as an operator has imported them with{" "}
          <code className="[overflow-wrap:anywhere]">npm run polyphony -- tasks import</code>.
        </EmptyState>
      ) : (
        filled.map((domain) => (
          <Section key={domain} id={domain} title={domainTitles[domain]}>
            <TasksTable caption={domainTitles[domain]} tasks={tasks.filter((task) => task.domain === domain)} />
          </Section>
        ))
      )}
      {declared.length > 0 ? (
        <Section
          id="declared"
          title="Of the paper, not imported"
          lead={`${declared.length === declaredTasks.length ? `All ${declared.length}` : `${declared.length} of the ${declaredTasks.length}`} tasks that the paper evaluates on. Their questions carry licences of their own, so an operator brings them; each page says how.`}
        >
          <DeclaredTable tasks={declared} />
        </Section>
      ) : null}
    </Page>
  );
}
