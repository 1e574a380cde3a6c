import type { Operations, Random } from "@/lib/operations/contract";
import { mean } from "@/lib/statistics/numerics/mean";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { askEach } from "../steps/ask";
import { shareOf } from "../steps/share-of";
import { standingOf } from "../steps/standing";
import { begun, type Draft, type Patching, patchRequest, withPatch } from "./patches";

interface TraceSettings {
  traces: number;
  rollouts: number;
  patching: Patching;
}

/** A begun answer, and the place of the member that should go on. */
interface Trace {
  draft: Draft;
  label: number;
}

/** A draft that random members write on. */
interface Writing {
  draft: Draft;
  /** Which draw each of its texts is, so that equal beginnings may end in different ways. */
  sample: number;
  /** Patches at which it is left alone. */
  until: number;
  /** Who writes the first patch, where that is not random. */
  first?: number;
}

/**
 * Lets random members begin answers to dev questions, finishes each of them in many ways, and says of each who should go on: the
 * member after whose patch the finished answers score best. Ties are broken by what members are worth on the question's task, then
 * on all of dev; a member that did not go on is never the best.
 * @param members labels, in the order in which they are numbered
 */
export async function labelTraces(
  members: readonly string[],
  dev: readonly PreparedQuestion[],
  { traces, rollouts, patching }: TraceSettings,
  operations: Operations,
): Promise<{ traces: Trace[]; best: number }> {
  const random = operations.random("traces");
  const drafts = await beginAnswers(members, drawQuestions(dev, traces, random), patching, operations, random);
  const finishing = drafts.flatMap(({ draft, sample }) => {
    const order = random.shuffle(members.map((_, member) => member));
    return Array.from({ length: rollouts }, (_, rollout): Writing & { first: number } => ({
      draft,
      sample: sample * rollouts + rollout,
      until: patching.patches,
      first: order[rollout % order.length] ?? 0,
    }));
  });
  const finished = await writeOn(finishing, "rollouts", { members, patching, operations, random });
  operations.stage("scores of rollouts");
  const scores = await scoresOf(finished.map(({ draft }) => draft));
  const utilities = drafts.map((_, trace) =>
    members.map((_label, member) => {
      const from = trace * rollouts;
      const own = scores.slice(from, from + rollouts).filter((_score, rollout) => finishing[from + rollout]?.first === member);
      return own.length === 0 ? null : mean(own);
    }),
  );
  const questions = drafts.map(({ draft }) => draft.question);
  const standing = standingOf(questions, utilities, members.length);
  return {
    traces: drafts.map(({ draft }, trace) => ({ draft, label: standing.bestOf(draft.question, utilities[trace] ?? []) })),
    best: standing.best,
  };
}

/** What finished answers are worth, same order. Many of them are equal, and each is scored once. */
async function scoresOf(drafts: readonly Draft[]): Promise<number[]> {
  const known = new Map<PreparedQuestion, Map<string, Promise<number>>>();
  return await Promise.all(
    drafts.map(({ question, text, ended }) => {
      const ofQuestion = known.get(question) ?? new Map<string, Promise<number>>();
      known.set(question, ofQuestion);
      const ending = ended ? `ended ${text}` : `cut ${text}`;
      const score = ofQuestion.get(ending) ?? shareOf(question, text, !ended);
      ofQuestion.set(ending, score);
      return score;
    }),
  );
}

/** All questions as often as possible, and of the rest as many as are missing; with how often each came before. */
function drawQuestions(dev: readonly PreparedQuestion[], count: number, random: Random): { question: PreparedQuestion; sample: number }[] {
  const turns = Array.from({ length: Math.ceil(count / dev.length) }, (_, sample) =>
    random.shuffle(dev).map((question) => ({ question, sample })),
  );
  return turns.flat().slice(0, count);
}

/**
 * Answers with any number of patches that leaves something to write. The empty one is among them, as it is the first that a switcher
 * gets to see. An answer that a model ended goes back to what it was before its last patch: that was the last choice there was.
 */
async function beginAnswers(
  members: readonly string[],
  drawn: readonly { question: PreparedQuestion; sample: number }[],
  patching: Patching,
  operations: Operations,
  random: Random,
): Promise<Writing[]> {
  // Three patches are left at least, as published, or as many as there are.
  const longest = Math.max(0, patching.patches - 3);
  const writings = drawn.map(({ question, sample }) => ({ draft: begun(question), sample, until: random.integer(longest + 1) }));
  const written = await writeOn(writings, "begun answers", { members, patching, operations, random });
  return written.map((writing) => ({ ...writing, draft: writing.draft.ended ? withoutLast(writing.draft) : writing.draft }));
}

function withoutLast(draft: Draft): Draft {
  const patches = draft.patches.slice(0, -1);
  return {
    ...draft,
    patches,
    text: patches.map(({ text }) => text).join(""),
    steps: draft.steps.slice(0, -1),
    ended: false,
  };
}

interface Writers {
  members: readonly string[];
  patching: Patching;
  operations: Operations;
  random: Random;
}

/** Random members write on, all drafts side by side, patch by patch. */
async function writeOn<Some extends Writing>(
  writings: readonly Some[],
  stage: string,
  { members, patching, operations, random }: Writers,
): Promise<Some[]> {
  let all = [...writings];
  const isOpen = ({ draft, until }: Writing) => !draft.ended && draft.patches.length < until;
  for (let patch = 1; all.some(isOpen); patch += 1) {
    operations.stage(`${stage}, patch ${patch} of ${patching.patches}`);
    const turns = all.flatMap((writing, place) => {
      if (!isOpen(writing)) return [];
      const drawn = random.integer(members.length);
      return [{ place, writing, member: members[patch === 1 ? (writing.first ?? drawn) : drawn] ?? "" }];
    });
    const answers = await askEach(
      turns,
      ({ writing, member }) => patchRequest(writing.draft, member, patching, writing.sample),
      operations,
    );
    all = all.slice();
    for (const { place, writing, member, generation } of answers)
      all[place] = { ...writing, draft: withPatch(writing.draft, member, generation, stage, patching) };
  }
  return all;
}
