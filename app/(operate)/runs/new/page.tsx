import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSignedIn } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { Tabs } from "@/components/ui/navigation/tabs";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/permissions";
import type { DeclaredMethod } from "@/lib/methods/method";
import { declaredMethods, findDeclared, methods } from "@/lib/methods/registry";
import { launchFields, soloChoice } from "@/lib/runs/launching/read-launch";
import { missingOperations } from "@/lib/systems/missing-operations";
import { whyNotHere } from "@/lib/systems/why-not-here";
import { Launcher, type Values } from "./launcher";

export const metadata: Metadata = { title: "Launch a run" };

interface LaunchPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LaunchPage({ searchParams }: LaunchPageProps) {
  const query = await searchParams;
  const actor = await requireSignedIn("/runs/new", query);
  const values = readValues(query);
  const what = values.what?.[0] ?? soloChoice;
  const method = findDeclared(what);
  const isKnown = method !== undefined || launchFields(what) !== undefined;
  if (!isKnown || values.what === undefined) redirect(`/runs/new?what=${soloChoice}`);
  const obstacles = method ? whyNotHere(method, { missing: missingOperations() }) : [];
  return (
    <Page>
      <PageHeader
        title="Launch a run"
        lead="Choose what to evaluate and on what. You see what it costs, and whether it is allowed, before anything starts."
        crumbs={[{ href: "/runs", label: "Runs" }]}
      />
      {may(actor, "run:launch") ? (
        <>
          <Tabs label="What to launch" tabs={choices(what)} />
          <NotHereYet />
          {method && obstacles.length > 0 ? <CannotRun method={method} obstacles={obstacles} /> : null}
          {launchFields(what) && obstacles.length === 0 ? (
            <Launcher actor={actor} what={what} summary={method?.summary} values={values} />
          ) : null}
        </>
      ) : (
        <Notice tone="warn" title="Your roles do not allow launching runs">
          An operator can grant the role of maintainer.
        </Notice>
      )}
    </Page>
  );
}

/** Methods that cannot run in this installation; each says why. */
function NotHereYet() {
  const missing = missingOperations();
  const absent = declaredMethods.filter((method) => whyNotHere(method, { missing }).length > 0);
  if (absent.length === 0) return null;
  return (
    <p className="mt-4 text-ink-soft text-sm">
      Not here yet:{" "}
      {absent.map(({ id, name }, place) => (
        <span key={id}>
          {place === 0 ? "" : ", "}
          <TextLink href={`/runs/new?what=${id}`}>{name}</TextLink>
        </span>
      ))}
      .
    </p>
  );
}

function CannotRun({ method, obstacles }: { method: DeclaredMethod; obstacles: readonly string[] }) {
  return (
    <Notice tone="warn" title={`${method.name} cannot run here now`} className="mt-8 max-w-prose">
      {obstacles.join(" ")} <TextLink href="/methods">What each method needs</TextLink>
    </Notice>
  );
}

function choices(what: string) {
  return [
    { href: `/runs/new?what=${soloChoice}`, label: "Single models", current: what === soloChoice },
    ...methods.map(({ id, name }) => ({ href: `/runs/new?what=${id}`, label: name, current: what === id })),
  ];
}

function readValues(query: Record<string, string | string[] | undefined>): Values {
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()]])));
}
