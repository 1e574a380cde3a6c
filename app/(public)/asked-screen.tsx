import { Page } from "@/components/layout/page";
import { SaidText } from "@/components/results/said-text";
import { AskedPrompt } from "@/components/systems/asked-prompt";
import type { Crumb } from "@/components/ui/navigation/breadcrumb";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { AskedPage } from "@/lib/pages/find-asked";

/** One prompt with the answer that it led to. */
export function AskedScreen({ page, kind, crumbs }: { page: AskedPage; kind: string; crumbs: readonly Crumb[] }) {
  const { name, href, text, asked } = page;
  return (
    <Page>
      <PageHeader
        title={`What was asked of ${name}`}
        kind={kind}
        crumbs={crumbs}
        actions={href ? <TextLink href={href}>The model</TextLink> : null}
      />
      <section aria-label="Prompt" className="max-w-3xl">
        <AskedPrompt asked={asked} />
      </section>
      <Section title="What it answered">
        <SaidText text={text} />
      </Section>
    </Page>
  );
}
