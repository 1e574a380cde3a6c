import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireSignedIn } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { CancelJob } from "@/components/cluster/cancel-job";
import { JobFacts } from "@/components/cluster/job-facts";
import { JobLog } from "@/components/cluster/job-log";
import { purposeTitles, shortName } from "@/components/cluster/job-words";
import { Page } from "@/components/layout/page";
import { ReloadWhileActive } from "@/components/runs/reload-while-active";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { jobStateLabels } from "@/lib/cluster/labels";
import { jobName } from "@/lib/cluster/schema";
import { hasEnded } from "@/lib/cluster/states";
import { readJob } from "@/lib/pages/read-cluster";
import { cancel } from "./actions";

export const metadata: Metadata = { title: "Job" };

export default async function JobRoute({ params }: PageProps<"/operate/cluster/[name]">) {
  const name = jobName.safeParse((await params).name);
  if (!name.success) notFound();
  const actor = await requireSignedIn(`/operate/cluster/${name.data}`);
  if (may(actor, "operate:read")) return <Job actor={actor} name={name.data} />;
  return (
    <Page>
      <PageHeader title="Job" />
      <Notice tone="warn" title="Your roles do not allow looking at jobs">
        An operator can grant the role of maintainer, operator or auditor.
      </Notice>
    </Page>
  );
}

async function Job({ actor, name }: { actor: Actor; name: string }) {
  const { job, log } = await visibleOr404(readJob(actor, name));
  const isOpen = !hasEnded(job.state);
  const mayCancel = isOpen && job.state !== "stopping" && may(actor, "job:cancel");
  return (
    <Page>
      <ReloadWhileActive active={isOpen} />
      <PageHeader
        title={`${purposeTitles[job.purpose]} ${shortName(job.name)}`}
        kind="Job"
        crumbs={[
          { href: "/operate", label: "Operate" },
          { href: "/operate/cluster", label: "Cluster" },
        ]}
        badges={<Badge>{jobStateLabels[job.state]}</Badge>}
        actions={mayCancel ? <CancelJob name={job.name} purpose={job.purpose} action={cancel} /> : null}
      />
      {isOpen ? (
        <noscript>
          <p className="mb-4 text-sm">
            <TextLink href={`/operate/cluster/${job.name}`}>Reload to see how it stands now</TextLink>
          </p>
        </noscript>
      ) : null}
      <JobFacts job={job} />
      <Section title="Log" lead="Secrets are taken out, and signs that act unseen are shown.">
        <JobLog log={log} />
      </Section>
    </Page>
  );
}
