/** Milliseconds. */
export interface SignTimes {
  /** Nothing is given up sooner than this after the last sign. */
  least: number;
  /** The same while the server has never answered: it may be loading the model. */
  unknown: number;
}

export const usualSigns: SignTimes = { least: 60_000, unknown: 600_000 };

/** How many times as long as it was silent before a server may be silent. */
const SLACK = 4;
/** Requests that came later and are answered already, by which one is overtaken that will not be answered any more. */
const OVERTAKEN = 16;
/** Milliseconds within which an answer comes that nobody needs to know before; what is left of the slowest after each other answer. */
const QUICK_MS = 5_000;
const FADING = 0.99;
/** Answers of late that tell how fast it writes. */
const RECENT = 4;
/** Parts of the shortest limit after which it is looked again. */
const LOOKS = 60;

/** One request that is on its way. */
export interface Awaited {
  /** Requests of one name take about as long. */
  readonly alike: string;
  readonly sentAt: number;
  /** When its first words came, and the last ones; null before. */
  begunAt: number | null;
  heardAt: number | null;
  /** Requests that were sent later, are alike, and whose answers have begun all the same. */
  overtaken: number;
  /** Milliseconds that it may take at least, and at most by what the server showed. */
  readonly leastMs: number;
  /** Ends it. @param why as the end of a sentence about the server */
  readonly giveUp: (why: string) => void;
}

/**
 * What is on its way at one server, and when something of it last came. Whoever is silent for much longer than it ever was is given
 * up; a text that is coming never is, nor one that stands in a line while others are answered in their turn. All times in
 * milliseconds on the clock of `performance.now`.
 */
export class Signs {
  readonly #times: SignTimes;
  readonly #open = new Set<Awaited>();
  #timer: NodeJS.Timeout | null = null;
  #lastAt = performance.now();
  #longestSilence = 0;
  /** By how many times answers took longer than is usual of them; null before the first. */
  #slowness: number | null = null;
  /** Milliseconds that the slowest answers of late took for each of their tokens; null before the first. */
  #tokenMs: number | null = null;
  #rate: number | null = null;
  /** Whether answers came in parts. */
  #streams = false;

  constructor(times: SignTimes) {
    this.#times = times;
  }

  /** Milliseconds of the longest silence that ended. */
  get longestSilence(): number {
    return this.#longestSilence;
  }

  /** Tokens a second of one answer, as those of late were written; null before the first. */
  get tokensPerSecond(): number | null {
    return this.#rate;
  }

  /** Milliseconds since anything came, while something is waited for; else 0. */
  get silentFor(): number {
    return this.#open.size === 0 ? 0 : performance.now() - this.#lastAt;
  }

  send(request: Pick<Awaited, "alike" | "leastMs" | "giveUp">): Awaited {
    if (this.#open.size === 0) this.#lastAt = performance.now();
    const awaited: Awaited = { ...request, sentAt: performance.now(), begunAt: null, heardAt: null, overtaken: 0 };
    this.#open.add(awaited);
    this.#timer ??= setInterval(() => this.#look(), this.#times.least / LOOKS).unref();
    return awaited;
  }

  /** Something came. @param isText whether it belongs to the answer, rather than to its opening */
  hear(awaited: Awaited, isText: boolean): void {
    const now = performance.now();
    this.#longestSilence = Math.max(this.#longestSilence, now - this.#lastAt);
    this.#lastAt = now;
    if (!isText) return;
    if (awaited.begunAt === null) this.#overtake(awaited);
    awaited.begunAt ??= now;
    awaited.heardAt = now;
  }

  /** A whole answer came. @param answer.usualMs how long one like this takes elsewhere @param answer.tokens null where nobody counted */
  answer(awaited: Awaited, { usualMs, tokens }: { usualMs: number; tokens: number | null }): void {
    if (awaited.begunAt !== null) this.#streams = true;
    const writtenSince = awaited.begunAt ?? awaited.sentAt;
    this.hear(awaited, true);
    const now = performance.now();
    const took = now - awaited.sentAt;
    const rate = (1_000 * (tokens ?? 0)) / Math.max(1, now - writtenSince);
    // One that came in one piece tells nothing of how it was written.
    if (tokens && tokens > 1) this.#rate = this.#rate === null ? rate : this.#rate + (rate - this.#rate) / RECENT;
    this.#slowness = Math.max(this.#slowness ?? 1, took / usualMs);
    if (tokens) this.#tokenMs = Math.max(took / tokens, (this.#tokenMs ?? 0) * FADING);
  }

  /** Whether it is worth its cost to hear an answer of so many tokens before it is whole: where that may take a while. */
  isWorthHearing(tokens: number): boolean {
    return this.#tokenMs === null || tokens * this.#tokenMs > QUICK_MS;
  }

  /** It is waited for no longer, whatever came of it. */
  end(awaited: Awaited): void {
    this.#open.delete(awaited);
    if (this.#open.size > 0) return;
    clearInterval(this.#timer ?? undefined);
    this.#timer = null;
  }

  /** Whether this one may be lost: so long after it was sent others have overtaken it, or nothing at all came for so long. */
  isLate(awaited: Awaited, milliseconds: number): boolean {
    if (awaited.heardAt !== null) return false;
    return awaited.overtaken > 1 || performance.now() - Math.max(this.#lastAt, awaited.sentAt) >= milliseconds;
  }

  /** Nothing of before is known of the server that is there now. */
  forget(): void {
    this.#longestSilence = 0;
    this.#slowness = null;
    this.#tokenMs = null;
    this.#rate = null;
    this.#streams = false;
  }

  #overtake(first: Awaited): void {
    for (const other of this.#open) {
      // In the order in which they were sent.
      if (other === first) return;
      if (other.heardAt === null && other.alike === first.alike) other.overtaken += 1;
    }
  }

  #look(): void {
    const now = performance.now();
    for (const awaited of this.#open) {
      const { heardAt, sentAt, overtaken, giveUp } = awaited;
      const patience = this.#patience(awaited);
      const seconds = (since: number) => `${Math.round((now - since) / 1_000)} s`;
      if (heardAt !== null) {
        if (now - heardAt > patience) giveUp(`said nothing for ${seconds(heardAt)} in the middle of an answer`);
      } else if (now - Math.max(this.#lastAt, sentAt) > patience) {
        giveUp(`said nothing for ${seconds(Math.max(this.#lastAt, sentAt))}`);
      } else if (overtaken >= Math.max(OVERTAKEN, 2 * this.#open.size) && now - sentAt > this.#patienceOvertaken()) {
        giveUp(`left a request unanswered for ${seconds(sentAt)} while it answered ${overtaken} that came later`);
      }
    }
  }

  /** What so many others have overtaken is lost, most likely: it is not waited for as long. */
  #patienceOvertaken(): number {
    return Math.max(this.#times.least / SLACK, SLACK * this.#longestSilence);
  }

  #patience({ leastMs }: Awaited): number {
    const { least, unknown } = this.#times;
    if (this.#slowness === null) return Math.max(unknown, SLACK * leastMs);
    const slowMs = this.#slowness > 1 ? leastMs * SLACK * this.#slowness : leastMs;
    // Who streams says something long before an answer is whole.
    return Math.max(least, SLACK * this.#longestSilence, this.#streams ? Math.min(unknown, slowMs) : slowMs);
  }
}
