import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { findQuestionPage, type QuestionPage } from "@/lib/pages/find-question-page";

/** The question of an address, read once for a page and its title; anything that is no question's id is not found. */
export const readQuestion = cache(async (id: string): Promise<QuestionPage> => {
  if (!z.uuid().safeParse(id).success) notFound();
  return visibleOr404(findQuestionPage(await currentActor(), id));
});
