import { inTransaction } from "@/lib/db/transaction";
import type { Answer } from "@/lib/methods/method";
import { baseRequest } from "@/lib/methods/steps/ask";
import type { Operations } from "@/lib/operations/contract";
import { quarantineMark, requireSound } from "@/lib/operations/memo/find-quarantined";
import type { ServedModel } from "@/lib/operations/served-model";
import { storeLearned } from "@/lib/systems/store-learned";
import { prepareDevQuestion } from "@/lib/tasks/prepare-dev-question";
import type { AssessableQuestion } from "@/lib/tasks/prepare-question";
import { questionsOf } from "@/lib/tasks/queries";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Scorers } from "@/lib/tasks/scoring/scorers";
import { RunFailed } from "../failures";
import { guardLease, type Lease } from "../state/lease";
import { noteOnRun } from "../state/write-event";
import type { SoloSubject, SystemSubject, Work } from "./load-work";
import { isCut } from "./note-cuts";
import type { ScoredAnswer } from "./scored-answer";

/** Answers questions; one answer each, same order. Several batches may be under way at once, each with operations of its own. */
export type Answerer = (questions: readonly PreparedQuestion[], operations: Operations) => Promise<Answer[]>;

/** Makes what a run evaluates ready to answer. A system that has learned nothing yet learns on its dev questions now. */
export async function makeAnswerer(
  lease: Lease,
  { subject, models }: Pick<Work, "subject" | "models">,
  means: { operations: Operations; scorers: Scorers },
): Promise<Answerer> {
  if (subject.kind === "individual") return (questions, own) => answerAlone(subject, questions, own);
  const learned = subject.learned ? subject.learned.value : await prepareSystem(lease, subject, { models, ...means });
  const { method, members, parameters } = subject;
  return (questions, own) => method.answer(members, learned, questions, parameters, own);
}

async function answerAlone({ member, sampling }: SoloSubject, questions: readonly PreparedQuestion[], operations: Operations) {
  operations.stage("answering");
  const generations = await operations.generate(questions.map((question) => baseRequest(member.label, question, sampling)));
  return generations.map(({ text, key }) => ({
    text,
    trace: { steps: [{ stage: "answer", model: member.label, text, generation: key }], decision: {} },
  }));
}

interface Means {
  models: readonly ServedModel[];
  operations: Operations;
  scorers: Scorers;
}

async function prepareSystem(lease: Lease, subject: SystemSubject, { models, operations, scorers }: Means): Promise<unknown> {
  operations.stage("learning on dev");
  requireSameScorers(subject);
  const since = await quarantineMark();
  const dev = (await questionsOf(subject.devTaskIds, "dev", subject.devPerTask)).map((row) => prepareDevQuestion(row, scorers));
  const learned = await subject.method.prepare(subject.members, dev, subject.parameters, operations);
  return await inTransaction(async (tx) => {
    await requireSound(tx, since, { modelIds: models.map(({ modelId }) => modelId) });
    const run = await guardLease(tx, lease);
    const stored = await storeLearned(tx, subject.id, JSON.parse(JSON.stringify(learned ?? null)));
    await noteOnRun(tx, run, { by: lease, why: `learned on ${dev.length} dev questions` });
    return subject.method.learned.parse(stored);
  });
}

/**
 * What a system learned from the scores of one model would be kept under the name of another.
 * @throws RunFailed when this worker has other scorers than the system was composed with
 */
function requireSameScorers({ learnsFrom: composed, devScorers: present }: SystemSubject): void {
  const [wanted, found] = [composed, present].map((names) => names.toSorted().join(", ") || "none");
  if (wanted === found) return;
  const message = `The system was composed to learn from the scores of ${wanted}, and SCORERS of this worker names ${found}.`;
  throw new RunFailed({ code: "SCORER_FAILED", message, blame: "cluster" });
}

/**
 * Scores answers against their questions, also by the models that some task types need for it.
 * @param cut keys of texts that ended at the limit of tokens
 * @throws Error when a method did not answer each question once, AppError when a scorer is missing or away
 */
export async function scoreBatch(
  questions: readonly AssessableQuestion[],
  answers: readonly Answer[],
  scorers: Scorers,
  cut: ReadonlySet<string>,
): Promise<ScoredAnswer[]> {
  if (answers.length !== questions.length) throw new Error(`The method gave ${answers.length} answers to ${questions.length} questions.`);
  const scored = questions.map(async (question, place): Promise<ScoredAnswer[]> => {
    const answer = answers[place];
    if (!answer) return [];
    const ended = isCut(answer, cut);
    const verdict = await question.assess(answer.text, scorers, ended);
    return [{ questionId: question.id, text: answer.text, trace: answer.trace, verdict, parser: question.parser(), cut: ended }];
  });
  return (await Promise.all(scored)).flat();
}
