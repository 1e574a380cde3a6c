import type { Metadata } from "next";
import { type AnswersPageProps, AnswersScreen } from "@/app/(public)/answers-screen";
import { listSystemAnswers } from "@/lib/pages/list-answers";

export const metadata: Metadata = { title: "Answers of a system" };

export default function SystemAnswers(props: AnswersPageProps) {
  return (
    <AnswersScreen
      {...props}
      list={listSystemAnswers}
      parent={{ href: "/systems", label: "Systems" }}
      lead="Every question it was asked, beside the best single model of its pool and its members alone. Follow a question to see who said what."
      hrefOf={(slug, question) => `/systems/${slug}/answers/${question}`}
    />
  );
}
