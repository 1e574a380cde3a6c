import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { AskedScreen } from "@/app/(public)/asked-screen";
import { findAskedAlone } from "@/lib/pages/find-asked";

export async function generateMetadata({ params }: PageProps<"/questions/[id]/asked/[model]">): Promise<Metadata> {
  return { title: `What was asked of ${(await params).model}` };
}

export default async function AskedAlonePage({ params }: PageProps<"/questions/[id]/asked/[model]">) {
  const { id, model } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const page = await visibleOr404(findAskedAlone(await currentActor(), id, model));
  const { task, position } = page.question;
  return (
    <AskedScreen
      page={page}
      kind={`${task.title} · asked by itself`}
      crumbs={[
        { href: "/tasks", label: "Tasks" },
        { href: `/tasks/${task.slug}`, label: task.title },
        { href: `/questions/${id}`, label: `Question ${position + 1}` },
      ]}
    />
  );
}
