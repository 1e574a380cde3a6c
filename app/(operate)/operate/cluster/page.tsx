import type { Metadata } from "next";
import { requireSignedIn } from "@/app/_server/session";
import { JobsTable } from "@/components/cluster/jobs-table";
import { NodesTable } from "@/components/cluster/nodes-table";
import { Page } from "@/components/layout/page";
import { ReloadWhileActive } from "@/components/runs/reload-while-active";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { hasEnded } from "@/lib/cluster/states";
import { readCluster } from "@/lib/pages/read-cluster";

export const metadata: Metadata = { title: "Cluster" };

export default async function ClusterRoute() {
  const actor = await requireSignedIn("/operate/cluster");
  return (
    <Page>
      <PageHeader
        title="Cluster"
        crumbs={[{ href: "/operate", label: "Operate" }]}
        lead="Machines that train, merge and serve, and the jobs that they were given."
      />
      {may(actor, "operate:read") ? (
        <Overview actor={actor} />
      ) : (
        <Notice tone="warn" title="Your roles do not allow looking at the cluster">
          An operator can grant the role of maintainer, operator or auditor.
        </Notice>
      )}
    </Page>
  );
}

async function Overview({ actor }: { actor: Actor }) {
  const { name, machines, states } = await readCluster(actor);
  return (
    <>
      <ReloadWhileActive active={machines.there && states.some(({ state }) => !hasEnded(state))} />
      <noscript>
        <p className="text-sm">
          <TextLink href="/operate/cluster">Reload to see how it stands now</TextLink>
        </p>
      </noscript>
      <Section title="Machines" lead={`Jobs of this portal go to "${name}".`} className="mt-0">
        {machines.there ? (
          <NodesTable nodes={machines.nodes} />
        ) : (
          <Notice tone="warn" title="The cluster is away">
            {machines.words} Its jobs below stand as they were last known; nothing is wrong with them for that.
          </Notice>
        )}
      </Section>
      <Section title="Jobs">
        {states.length === 0 ? (
          <p className="text-ink-soft">No job was given to it yet.</p>
        ) : (
          <div className="grid gap-8">
            {states.map((each) => (
              <JobsTable key={each.state} {...each} />
            ))}
          </div>
        )}
      </Section>
    </>
  );
}
