import type { ReactNode } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { Notice } from "@/components/ui/notice";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import type { AnswersPage } from "@/lib/pages/list-answers";
import { type AnswersView, answersView } from "@/lib/pages/schema";

type List = (actor: Actor, slug: string, view: AnswersView) => Promise<AnswersPage>;

/** Answers as the address asks for them; an address that cannot be understood shows all of them and says so. */
export async function readAnswers(
  list: List,
  slug: string,
  parameters: Record<string, string | string[] | undefined>,
): Promise<{ page: AnswersPage; view: AnswersView; problem: ReactNode }> {
  const actor = await currentActor();
  const parsed = answersView.safeParse(parameters);
  const usual = answersView.parse({});
  try {
    if (parsed.success) return { page: await visibleOr404(list(actor, slug, parsed.data)), view: parsed.data, problem: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INVALID_INPUT") throw error;
    return { page: await visibleOr404(list(actor, slug, usual)), view: usual, problem: explain(error.message) };
  }
  const words = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ") ?? "";
  return { page: await visibleOr404(list(actor, slug, usual)), view: usual, problem: explain(words) };
}

function explain(words: string): ReactNode {
  return (
    <Notice tone="warn" title="Part of this address was not understood; all answers are shown instead." className="mb-6">
      {words}
    </Notice>
  );
}
