import "server-only";
import { z } from "zod";
import { currentActor } from "@/app/_server/session";
import { addressOf } from "@/components/ui/navigation/address-of";
import { AppError } from "@/lib/errors";
import { chosen } from "@/lib/lists/schema";
import { findModelNeighbours, findSystemNeighbours, findTaskNeighbours, type Neighbours } from "@/lib/pages/find-neighbours";
import type { QuestionPage } from "@/lib/pages/find-question-page";
import { outcomeTitles } from "@/lib/pages/labels";
import { answersView } from "@/lib/pages/schema";

type Search = Record<string, string | string[] | undefined>;

/** Where a question stands in the list that the reader came from, and where its neighbours are read. */
interface PlaceInList {
  neighbours: Neighbours;
  noun: string;
  hrefOf: (questionId: string) => string;
  /** Back to the list. */
  list: string;
}

/** In a system's answers, narrowed as the address says; all of them where it says nothing that is understood. */
export async function placeInSystem(page: QuestionPage, slug: string, search: Search): Promise<PlaceInList | null> {
  const usual = answersView.parse({ split: page.split });
  const view = answersView.catch(usual).parse({ ...search, split: page.split });
  const neighbours = await known(findSystemNeighbours(await currentActor(), slug, view, page));
  if (!neighbours) return null;
  const path = `/systems/${slug}/answers`;
  const hrefOf = (id: string) => addressOf(`${path}/${id}`, answersView, view);
  return { neighbours, noun: nounOf(view.outcome), hrefOf, list: addressOf(path, answersView, view) };
}

/** The list of a model's answers, told by `model` in the address. */
export const modelList = answersView.extend({ model: chosen(z.string().max(200)) });

/** In a model's answers where the reader came from there, else among the questions of its task. */
export async function placeOfQuestion(page: QuestionPage, search: Search): Promise<PlaceInList> {
  const view = modelList.safeParse({ ...search, split: page.split }).data;
  const neighbours = view?.model ? await known(findModelNeighbours(await currentActor(), view.model, view, page)) : null;
  if (view && neighbours) {
    const hrefOf = (id: string) => addressOf(`/questions/${id}`, modelList, view);
    return { neighbours, noun: nounOf(view.outcome), hrefOf, list: addressOf(`/models/${view.model}/answers`, answersView, view) };
  }
  const all = await findTaskNeighbours(page);
  return { neighbours: all, noun: "questions of this task", hrefOf: (id) => `/questions/${id}`, list: `/tasks/${page.task.slug}` };
}

function nounOf(outcome: z.infer<typeof answersView>["outcome"]): string {
  return outcome ? `questions: ${outcomeTitles[outcome].toLowerCase()}` : "questions";
}

/** An address that names an unknown model, task or domain leads into no list. */
async function known(reading: Promise<Neighbours | null>): Promise<Neighbours | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
