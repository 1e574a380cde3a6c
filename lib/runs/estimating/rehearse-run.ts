import type { Model } from "@/lib/db/generated/client";
import type { Answer, Member } from "@/lib/methods/method";
import { baseRequest } from "@/lib/methods/steps/ask";
import { findBases } from "@/lib/pool/find-bases";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { learnsOnDev, type PlannedRun } from "../composing/compose-runs";
import { type CallGroup, labelFor, Rehearsal, type SampledTask } from "./rehearsal";

/** What a rehearsal asks: the dev questions that a system learns from, and the questions that it answers. */
export interface RehearsedQuestions {
  dev: readonly SampledTask[];
  answered: readonly SampledTask[];
}

/**
 * Counts the calls of a run by rehearsing it on some of its questions. The memo answers what it knows; for all else a
 * made-up answer stands in, which asks nobody and is never stored; the method says what its answers look like. So no method
 * needs a formula of its own.
 */
export async function rehearseRun(run: PlannedRun, helpers: readonly Model[], questions: RehearsedQuestions): Promise<CallGroup[]> {
  const models = [...run.models, ...helpers];
  if (run.kind === "individual") {
    const answering = new Rehearsal(models, questions.answered);
    for (const task of questions.answered) {
      answering.about(task.taskId);
      const requests = task.asked.map((question) => baseRequest(labelFor(run.models[0]), question, run.sampling));
      await scoreAll(task, await answering.generate(requests), answering);
    }
    return answering.groups();
  }
  const rehearse = (tasks: readonly SampledTask[]) => new Rehearsal(models, tasks, run.method);
  const [learning, answering] = [rehearse(questions.dev), rehearse(questions.answered)];
  const dev = questions.dev.flatMap((task) => scoredBy(learning, task));
  const { method } = run;
  const bases = await findBases(run.models);
  const members = run.models.map((model): Member => {
    const base = bases.get(model.baseModel ?? "");
    return { label: labelFor(model), name: model.name, description: model.description, ...(base && { base: labelFor(base) }) };
  });
  const parameters = method.parameters.parse(run.parameters);
  if (learnsOnDev(run) && dev.length === 0) return [];
  const learned = method.learned.parse(await method.prepare(members, dev, parameters, learning));
  for (const task of questions.answered) {
    answering.about(task.taskId);
    if (task.asked.length === 0) continue;
    await scoreAll(task, await method.answer(members, learned, scoredBy(answering, task), parameters, answering), answering);
  }
  return [...learning.groups(), ...answering.groups()];
}

/** The questions of a task, whose answers are scored in a rehearsal as well. */
function scoredBy(rehearsal: Rehearsal, { taskId, asked, isScoredByText }: SampledTask): readonly PreparedQuestion[] {
  if (isScoredByText) return asked;
  return asked.map((question) => ({ ...question, score: (answer) => question.assess(answer, rehearsal.scorersOf(taskId)) }));
}

/** Scores the answers to a task as results are scored. Text alone asks nobody, so there is nothing to count. */
async function scoreAll({ taskId, asked, isScoredByText }: SampledTask, answers: readonly Pick<Answer, "text">[], rehearsal: Rehearsal) {
  if (isScoredByText) return;
  const scorers = rehearsal.scorersOf(taskId);
  await Promise.all(asked.map((question, place) => question.assess(answers[place]?.text ?? "", scorers)));
}
