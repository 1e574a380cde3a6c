import type { Metadata } from "next";
import { type AnswersPageProps, AnswersScreen } from "@/app/(public)/answers-screen";
import { addressOf } from "@/components/ui/navigation/address-of";
import { listSystemAnswers } from "@/lib/pages/list-answers";
import { answersView } from "@/lib/pages/schema";

export async function generateMetadata({ params }: AnswersPageProps): Promise<Metadata> {
  return { title: `Answers of the system ${(await params).slug}` };
}

export default function SystemAnswers(props: AnswersPageProps) {
  return (
    <AnswersScreen
      {...props}
      list={listSystemAnswers}
      parent={{ href: "/systems", label: "Systems" }}
      lead="Every question it was asked, beside the best single model of its pool and its members alone. Follow a question to see who said what."
      hrefOf={(slug, question, view) => addressOf(`/systems/${slug}/answers/${question}`, answersView, { ...view, page: 1 })}
    />
  );
}
