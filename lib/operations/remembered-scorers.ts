import type { ScorerSetting, ScorerSettings } from "@/lib/env";
import { unlessAborted } from "@/lib/serving/on-abort";
import { connectScorers } from "@/lib/tasks/scoring/connect-scorers";
import { noScorers, type Scorers } from "@/lib/tasks/scoring/scorers";
import { Batcher } from "./memo/batcher";
import { canonicalKey } from "./memo/canonical-key";
import { ScorerCanary, scorerCanaries } from "./scorer-canary";
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

/** What a scorer said of one thing, in numbers, or why it said nothing. */
type Outcome = number[] | Error;

/** A scorer that is asked for each thing once, whichever run wants it, because it says the same every time. */
class RememberedScorer<Item> {
  readonly #kind: string;
  readonly #model: string;
  readonly #ask: (item: Item) => Promise<number[]>;
  readonly #canary: ScorerCanary<Item>;
  readonly #batcher: Batcher<Wanted<Item>, Outcome>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(kind: string, setting: ScorerSetting, canaries: readonly Item[], ask: (item: Item) => Promise<number[]>) {
    this.#kind = kind;
    this.#model = setting.model;
    this.#ask = ask;
    this.#canary = new ScorerCanary(kind, setting, canaries, ask);
    this.#batcher = new Batcher(TURN.size, TURN.waitMs, (wanted) => this.#inTurn(wanted));
  }

  /** @throws what the scorer throws, or the signal's reason as soon as it aborts */
  async replies(items: readonly Item[], signal: AbortSignal): Promise<number[][]> {
    signal.throwIfAborted();
    const facts = { kind: this.#kind, model: this.#model, version: 1 };
    const asked = items.map((item) => this.#batcher.add({ name: canonicalKey({ ...facts, item }), item, signal }));
    return (await unlessAborted(Promise.all(asked), signal)).map((outcome) => {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    });
  }

  /** One turn after the other, so that a scorer never has more than one portion on its way. */
  #inTurn(wanted: readonly Wanted<Item>[]): Promise<Outcome[]> {
    const turn = this.#turn.then(() => this.#take(wanted));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #take(wanted: readonly Wanted<Item>[]): Promise<Outcome[]> {
    const outcomes = new Map<string, Outcome>(await readReplies(wanted.map(({ name }) => name)));
    let ofTheRest = new Error("Nobody waits for this score any more.");
    try {
      const missing = wanted.filter(({ name, signal }) => !outcomes.has(name) && !signal.aborted);
      if (missing.length > 0) await this.#canary.prove();
      const open = [...Map.groupBy(missing, ({ name }) => name).values()];
      for (let from = 0; from < open.length; from += PORTION) {
        // Several runs may want one score: it is asked for as long as one of them still waits.
        const portion = open.slice(from, from + PORTION).flatMap((same) => same.find(({ signal }) => !signal.aborted) ?? []);
        const asked = await this.#askAndKeep(portion);
        for (const [name, outcome] of asked) outcomes.set(name, outcome);
        const failures = [...asked.values()].filter((outcome) => outcome instanceof Error);
        if (failures.length > 0) this.#canary.doubt();
        const [failure] = failures;
        // Where nothing came the scorer is away; where something came it refused the others alone.
        if (!failure || failures.length < portion.length) continue;
        ofTheRest = failure;
        break;
      }
    } catch (error) {
      ofTheRest = asError(error);
    }
    return wanted.map(({ name }) => outcomes.get(name) ?? ofTheRest);
  }

  /** What came of each; what came is kept, also where another thing of the portion failed. */
  async #askAndKeep(portion: readonly Wanted<Item>[]): Promise<Map<string, Outcome>> {
    const asked = portion.map(async ({ name, item }): Promise<[string, Outcome]> => {
      return [name, await this.#ask(item).catch(asError)];
    });
    const outcomes = new Map(await Promise.all(asked));
    const replies = [...outcomes].flatMap(([name, outcome]) => (outcome instanceof Error ? [] : [{ name, numbers: outcome }]));
    for (const [name, numbers] of await keepReplies(replies)) outcomes.set(name, numbers);
    return outcomes;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Of a verifier only the decision is kept: its words may repeat an answer, which has to go when consent does. */
function connect(settings: ScorerSettings) {
  const { reward, verify, embed } = connectScorers(settings);
  const remember = <Item>(kind: keyof ScorerSettings, canaries: readonly Item[], ask: ((item: Item) => Promise<number[]>) | null) => {
    const setting = settings[kind];
    return ask && setting ? new RememberedScorer(kind, setting, canaries, ask) : null;
  };
  return {
    reward: remember("reward", scorerCanaries.reward, reward && ((pair) => reward([pair]))),
    embed: remember("embed", scorerCanaries.embed, embed && (async (text) => (await embed([text])).flat())),
    verify: remember(
      "verify",
      scorerCanaries.verify,
      verify && (async (prompt) => (await verify([prompt])).flatMap((decision) => (decision === null ? [] : Number(decision)))),
    ),
  };
}

/**
 * Scorers that are each asked once for each thing, whoever wants its score: results are scored and methods learn from the same
 * replies.
 */
export class RememberedScorers {
  readonly #connected: ReturnType<typeof connect>;

  constructor(settings: ScorerSettings) {
    this.#connected = connect(settings);
  }

  /** @param signal ends every wait with its reason; what was asked until then is kept */
  for(signal: AbortSignal): Scorers {
    const { reward, verify, embed } = this.#connected;
    return {
      ...noScorers,
      reward: reward && (async (pairs) => (await reward.replies(pairs, signal)).flat()),
      embed: embed && ((texts) => embed.replies(texts, signal)),
      verify: verify && (async (prompts) => (await verify.replies(prompts, signal)).map(([decision]) => decisionOf(decision))),
    };
  }
}

/** A decision as it is kept: 1, 0, or nothing where there was none. */
function decisionOf(kept: number | undefined): boolean | null {
  return kept === undefined ? null : kept === 1;
}
