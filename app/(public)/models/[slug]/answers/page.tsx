import type { Metadata } from "next";
import { type AnswersPageProps, AnswersScreen } from "@/app/(public)/answers-screen";
import { listModelAnswers } from "@/lib/pages/list-answers";

export const metadata: Metadata = { title: "Answers of a model" };

export default function ModelAnswers(props: AnswersPageProps) {
  return (
    <AnswersScreen
      {...props}
      list={listModelAnswers}
      parent={{ href: "/models", label: "Models" }}
      lead="Every question it was asked alone, and whether its answer was right."
      hrefOf={(_, question) => `/questions/${question}`}
    />
  );
}
