import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { AskedScreen } from "@/app/(public)/asked-screen";
import { findAskedAtStep } from "@/lib/pages/find-asked";

export async function generateMetadata({ params }: PageProps<"/systems/[slug]/answers/[question]/asked/[step]">): Promise<Metadata> {
  const { slug, step } = await params;
  return { title: `What was asked at step ${step} of ${slug}` };
}

const address = z.object({ slug: z.string(), question: z.uuid(), step: z.coerce.number().int().min(1).max(10_000) });

export default async function AskedAtStepPage({ params }: PageProps<"/systems/[slug]/answers/[question]/asked/[step]">) {
  const parsed = address.safeParse(await params);
  if (!parsed.success) notFound();
  const { slug, question, step } = parsed.data;
  const page = await visibleOr404(findAskedAtStep(await currentActor(), question, slug, step));
  const { task, position, split } = page.question;
  return (
    <AskedScreen
      page={page}
      kind={`${task.title} · ${page.stage}`}
      crumbs={[
        { href: `/systems/${slug}`, label: page.system.name },
        { href: `/systems/${slug}/answers?split=${split}`, label: "Answers" },
        { href: `/systems/${slug}/answers/${question}`, label: `Question ${position + 1}` },
      ]}
    />
  );
}
