import type { ScorerSetting } from "@/lib/env";
import { type AnsweredRequest, ScorerFailed } from "@/lib/tasks/scoring/scorers";
import { canonicalKey } from "./memo/canonical-key";
import { keepReplies } from "./scorer-replies";

/** Milliseconds until a scorer has to prove itself again. */
const every = 600_000;
/** By how much a logit may differ: engines round differently with what else they compute at the time. */
const leastSpread = 0.25;
const spread = 0.05;
/** The least cosine of two vectors of one text. */
const leastCosine = 0.98;
/** Replies that may differ all the same: decisions that were close are not made twice alike. */
const mostOthers = 1;

const exam = (answer: string) =>
  "User: ### Question: What is 17 + 26?\n\n### Ground Truth Answer: 43\n\n" +
  `### Student Answer: ${answer}\n\nFor the above question, please verify if the student's answer is equivalent to the ground truth answer.\n` +
  "Do not solve the question by yourself; just check if the student's answer is equivalent to the ground truth answer.\n" +
  'If the student\'s answer is correct, output "Final Decision: Yes". If the student\'s answer is incorrect, output "Final Decision: No". Assistant:';

/** What each kind of scorer is asked again and again. */
export const scorerCanaries: { reward: AnsweredRequest[]; verify: string[]; embed: string[] } = {
  reward: [
    { request: "What is 17 + 26? Explain your answer briefly.", answer: "It is 43, because 17 + 26 = 17 + 20 + 6." },
    { request: "Write one sentence about the sea.", answer: "no" },
    { request: "Name three animals and say what each of them eats.", answer: "Dogs eat meat, cows eat grass and bees eat nectar." },
  ],
  verify: ["43", "forty-three", "42", "I do not know."].map(exam),
  embed: ["The sea is deep and blue.", "17 + 26 = 43", "Bees eat nectar."],
};

/**
 * Whether a scorer is still the one that answered first under its name. It is asked a few fixed things when it is first needed,
 * every ten minutes, and whenever it has failed, and what it says is compared with what was kept of the first time. A verifier
 * only decides, so that another one that decides well is not told from it.
 */
export class ScorerCanary<Item> {
  readonly #kind: string;
  readonly #setting: ScorerSetting;
  readonly #items: readonly Item[];
  readonly #ask: (item: Item) => Promise<number[]>;
  #passedAt = Number.NEGATIVE_INFINITY;

  constructor(kind: string, setting: ScorerSetting, items: readonly Item[], ask: (item: Item) => Promise<number[]>) {
    this.#kind = kind;
    this.#setting = setting;
    this.#items = items;
    this.#ask = ask;
  }

  /** It may be restarted as another one now. */
  doubt(): void {
    this.#passedAt = Number.NEGATIVE_INFINITY;
  }

  /** @throws ScorerFailed when it says other things than it did at first, or what asking it fails with */
  async prove(): Promise<void> {
    const now = performance.now();
    if (now - this.#passedAt < every) return;
    const said = await Promise.all(
      this.#items.map(async (item) => {
        const facts = { kind: this.#kind, model: this.#setting.model, canary: item, version: 1 };
        return { name: canonicalKey(facts), numbers: await this.#ask(item) };
      }),
    );
    const first = await keepReplies(said);
    const others = said.filter(({ name, numbers }) => !isAlike(first.get(name) ?? [], numbers));
    if (others.length > mostOthers) {
      throw new ScorerFailed(this.#setting, "says other things than it did at first: give a scorer of other weights another name", false);
    }
    this.#passedAt = now;
  }
}

/** Whether two replies to one thing may come from the same weights. Exported for its test. */
export function isAlike(first: readonly number[], later: readonly number[]): boolean {
  if (first.length !== later.length) return false;
  const [one = 0, other = 0] = [first[0], later[0]];
  if (first.length < 2) return Math.abs(one - other) <= Math.max(leastSpread, Math.abs(one) * spread);
  return cosine(first, later) >= leastCosine;
}

function cosine(one: readonly number[], other: readonly number[]): number {
  const dot = (left: readonly number[], right: readonly number[]) =>
    left.reduce((sum, value, place) => sum + value * (right[place] ?? 0), 0);
  const length = Math.sqrt(dot(one, one) * dot(other, other));
  return length === 0 ? 0 : dot(one, other) / length;
}
