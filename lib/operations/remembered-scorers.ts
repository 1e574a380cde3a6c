import { env } from "@/lib/env";
import { onAbort } from "@/lib/serving/on-abort";
import { connectScorers } from "@/lib/tasks/scoring/connect-scorers";
import { readDecision } from "@/lib/tasks/scoring/score-by-verifier";
import type { AnsweredRequest, Scorers } from "@/lib/tasks/scoring/scorers";
import { Batcher } from "./batcher";
import { keyOf } from "./key";
import { keepReplies, readReplies } from "./scorer-replies";

/** What is gathered for one turn of a scorer, and how long the first waits for others, in milliseconds. */
const TURN = { size: 256, waitMs: 10 };
/** Asked together; then what came is kept, and it is looked whether anybody still waits for the rest. */
const PORTION = 16;

/** One thing to be scored, under the name (hex) of its key. */
interface Wanted<Item> {
  name: string;
  item: Item;
  signal: AbortSignal;
}

/** A scorer that is asked for each thing once, whichever run wants it, because it says the same every time. */
class RememberedScorer<Item> {
  readonly #kind: string;
  readonly #model: string;
  readonly #ask: (items: readonly Item[]) => Promise<number[][]>;
  readonly #batcher: Batcher<Wanted<Item>, number[] | Error>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(kind: string, model: string, ask: (items: readonly Item[]) => Promise<number[][]>) {
    this.#kind = kind;
    this.#model = model;
    this.#ask = ask;
    this.#batcher = new Batcher(TURN.size, TURN.waitMs, (wanted) => this.#inTurn(wanted));
  }

  /** @throws what the scorer throws, or the signal's reason as soon as it aborts */
  async replies(items: readonly Item[], signal: AbortSignal): Promise<number[][]> {
    signal.throwIfAborted();
    const facts = { kind: this.#kind, model: this.#model, version: 1 };
    const asked = items.map((item) => this.#batcher.add({ name: Buffer.from(keyOf({ ...facts, item })).toString("hex"), item, signal }));
    return (await unlessAborted(Promise.all(asked), signal)).map((reply) => {
      if (reply instanceof Error) throw reply;
      return reply;
    });
  }

  /** One turn after the other, so that a scorer never has more than one portion on its way. */
  #inTurn(wanted: readonly Wanted<Item>[]): Promise<(number[] | Error)[]> {
    const turn = this.#turn.then(() => this.#take(wanted));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #take(wanted: readonly Wanted<Item>[]): Promise<(number[] | Error)[]> {
    const known = await readReplies(wanted.map(({ name }) => name));
    let failure = new Error("Nobody waits for this score any more.");
    try {
      const missing = new Map(wanted.filter(({ name, signal }) => !known.has(name) && !signal.aborted).map((one) => [one.name, one]));
      const open = [...missing.values()];
      for (let from = 0; from < open.length; from += PORTION) {
        const portion = open.slice(from, from + PORTION).filter(({ signal }) => !signal.aborted);
        for (const [name, numbers] of await this.#askAndKeep(portion)) known.set(name, numbers);
      }
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    return wanted.map(({ name }) => known.get(name) ?? failure);
  }

  async #askAndKeep(portion: readonly Wanted<Item>[]): Promise<ReadonlyMap<string, number[]>> {
    if (portion.length === 0) return new Map();
    const replies = await this.#ask(portion.map(({ item }) => item));
    return await keepReplies(portion.map(({ name }, place) => ({ name, numbers: replies[place] ?? [] })));
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(signal.reason));
    work.then(resolve, reject).finally(stopListening);
  });
}

/** Of a verifier only the decision is kept: its words may repeat an answer, which has to go when consent does. */
const decisions = { yes: "Final Decision: Yes", no: "Final Decision: No" };

function connect() {
  const { reward, verify, embed } = connectScorers();
  const { SCORERS: settings } = env();
  const remember = <Item>(kind: keyof typeof settings, ask: ((items: readonly Item[]) => Promise<number[][]>) | null) =>
    ask && new RememberedScorer<Item>(kind, settings[kind]?.model ?? "", ask);
  return {
    reward: remember<AnsweredRequest>("reward", reward && (async (pairs) => (await reward(pairs)).map((logit) => [logit]))),
    embed: remember<string>("embed", embed),
    verify: remember<string>(
      "verify",
      verify &&
        (async (prompts) =>
          (await verify(prompts)).map((said) => {
            const decision = readDecision(said);
            return decision === null ? [] : [Number(decision)];
          })),
    ),
  };
}

let connected: ReturnType<typeof connect> | undefined;

/**
 * The scorers that the setting SCORERS names, each asked once for each thing, whoever wants its score: results are scored
 * and methods learn from the same replies.
 * @param signal ends every wait with its reason; what was asked until then is kept
 */
export function rememberedScorers(signal: AbortSignal): Scorers {
  connected ??= connect();
  const { reward, verify, embed } = connected;
  return {
    ...connectScorers(),
    reward: reward && (async (pairs) => (await reward.replies(pairs, signal)).flat()),
    embed: embed && ((texts) => embed.replies(texts, signal)),
    verify: verify && (async (prompts) => (await verify.replies(prompts, signal)).map(([decision]) => wordsOf(decision))),
  };
}

function wordsOf(decision: number | undefined): string {
  if (decision === undefined) return "";
  return decision === 1 ? decisions.yes : decisions.no;
}
