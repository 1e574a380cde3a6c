import type { Metadata } from "next";
import { orNotFound } from "@/app/_server/auth-page";
import { requireSignedIn } from "@/app/_server/session";
import { PersonTimeline } from "@/components/auth/person-timeline";
import { RoleForm } from "@/components/auth/role-form";
import { StandingForm } from "@/components/auth/standing-form";
import { Page } from "@/components/layout/page";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { DefinitionList } from "@/components/ui/tables/definition-list";
import { Time } from "@/components/ui/time";
import { providerLabel } from "@/lib/auth/labels";
import { may } from "@/lib/auth/permissions";
import { findPersonDetail } from "@/lib/auth/queries";
import { grant, reinstate, revoke, suspend } from "./actions";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const { id } = await params;
  const actor = await requireSignedIn(`/people/${id}`);
  const person = await orNotFound(findPersonDetail(actor, id));
  const manages = may(actor, "user:manage-roles");
  const oneself = actor.userId === person.id;
  const facts = [
    { term: "Joined", value: <Time at={person.joinedAt} precision="day" /> },
    ...(manages ? [{ term: "E-mail", value: person.email ?? "none confirmed" }] : []),
    {
      term: "Signs in with",
      value:
        person.accounts.map(({ provider, username }) => `${providerLabel(provider)}${username ? ` (${username})` : ""}`).join(", ") ||
        "e-mail link",
    },
    { term: "Browsers signed in", value: person.browsers },
  ];
  const badges = (
    <>
      {person.persona ? <Badge>Demo</Badge> : null}
      {person.suspended ? <Badge tone="bad">Suspended</Badge> : null}
    </>
  );
  return (
    <Page>
      <PageHeader title={person.name} crumbs={[{ label: "People", href: "/people" }]} badges={badges} />
      <DefinitionList items={facts} />
      {oneself && manages ? (
        <Notice className="mt-8 max-w-prose">This is you. Nobody changes their own roles or standing: another operator can.</Notice>
      ) : null}
      <RoleForm personId={person.id} held={person.roles} actions={manages && !oneself ? { grant, revoke } : null} />
      {manages && !oneself ? (
        <StandingForm personId={person.id} suspended={person.suspended} suspend={suspend} reinstate={reinstate} />
      ) : null}
      <Section title="What happened">
        <PersonTimeline events={person.events} />
      </Section>
    </Page>
  );
}
