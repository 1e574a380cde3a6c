import type { Metadata } from "next";
import { type AnswersPageProps, AnswersScreen } from "@/app/(public)/answers-screen";
import { modelList } from "@/app/(public)/read-neighbours";
import { addressOf } from "@/components/ui/navigation/address-of";
import { listModelAnswers } from "@/lib/pages/list-answers";

export async function generateMetadata({ params }: AnswersPageProps): Promise<Metadata> {
  return { title: `Answers of the model ${(await params).slug}` };
}

export default function ModelAnswers(props: AnswersPageProps) {
  return (
    <AnswersScreen
      {...props}
      list={listModelAnswers}
      parent={{ href: "/models", label: "Models" }}
      lead="Every question it was asked alone, and whether its answer was right."
      hrefOf={(model, question, view) => addressOf(`/questions/${question}`, modelList, { ...view, model, page: 1 })}
    />
  );
}
