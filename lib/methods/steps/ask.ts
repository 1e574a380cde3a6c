import type { GenerateRequest, Generation, Operations, PromptPart, Quote, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Member, TraceStep } from "../method";

/** A question for one member. */
export interface MemberQuestion {
  member: Member;
  question: PreparedQuestion;
}

/** What was asked together with what came back. */
export type Answered<Subject> = Subject & { generation: Generation };

/**
 * The plain question to one model. Evaluating a model alone, every method and every pool send exactly this request,
 * so that the memo answers all of them with one generation.
 */
export function baseRequest(model: string, question: PreparedQuestion, sampling: Sampling): GenerateRequest {
  return promptRequest(model, question.prompt, sampling);
}

/** One user message, first draw. */
export function promptRequest(model: string, prompt: string | PromptPart[], sampling: Sampling): GenerateRequest {
  return { model, messages: [{ role: "user", content: prompt }], sampling, sample: 0 };
}

/** An answer as it stands in other prompts; made once per answer, however many prompts quote it. */
export function quoteOf({ key, text }: Generation): Quote {
  return { generation: key, text };
}

/** Generates for each subject, in one batch, order kept. */
export async function askEach<Subject extends object>(
  subjects: readonly Subject[],
  request: (subject: Subject) => GenerateRequest,
  operations: Operations,
): Promise<Answered<Subject>[]> {
  const generations = await operations.generate(subjects.map(request));
  return subjects.map((subject, place) => {
    const generation = generations[place];
    if (!generation) throw new Error(`${subjects.length} requests got ${generations.length} generations.`);
    return { ...subject, generation };
  });
}

/** Every member's answer to every question: one row per question, in the order of the pool. */
export async function baseAnswers(
  pool: readonly Member[],
  questions: readonly PreparedQuestion[],
  sampling: Sampling,
  operations: Operations,
): Promise<Answered<MemberQuestion>[][]> {
  const asked = questions.flatMap((question) => pool.map((member) => ({ member, question })));
  const answers = await askEach(asked, ({ member, question }) => baseRequest(member.label, question, sampling), operations);
  return questions.map((_, place) => answers.slice(place * pool.length, (place + 1) * pool.length));
}

/** One model answers all questions alone. */
export async function answerAlone(
  model: string,
  questions: readonly PreparedQuestion[],
  sampling: Sampling,
  operations: Operations,
): Promise<Answered<{ question: PreparedQuestion }>[]> {
  const asked = questions.map((question) => ({ question }));
  return await askEach(asked, ({ question }) => baseRequest(model, question, sampling), operations);
}

/** Whether a text ended at the limit of tokens. */
export function wasCut({ finishReason }: Generation): boolean {
  return finishReason === "length";
}

/** What a member said, for the trace. */
export function step(stage: string, model: string, generation: Generation): TraceStep {
  return { stage, model, text: generation.text, generation: generation.key };
}
