/** Requests at once, at first and at least. */
const FIRST = 2;
const LEAST = 1;
/** Share that is left after an overload. */
const CUT = 0.8;
/** How many times as much must be done in the same time for a wider window to stay: so much, and more where few answers tell. */
const WORTH_IT = 1.1;
const UNSURE = 0.8;
/** The same for the next step to be fourfold, and for answers written at once. */
const PLENTY = 1.6;
const MORE = 1.2;
/** A round has as many answers as the window is wide, and at least so many, and takes so many milliseconds at least. */
const LEAST_ANSWERS = 4;
const LEAST_MS = 100;
/** Part of its answers after which a round tells how much is done in which time. Requests that came together leave together. */
const TELLING = 0.75;
/** Answers that end so soon after a round has begun, as a part of the one before, came together with the last of that one. */
const GRACE = 0.05;
/** Rounds until a wider window is tried again after one was of no use: at first, and at most. */
const FIRST_REST = 8;
const LONGEST_REST = 64;

/** How a request ended. */
export type SlotOutcome = "answered" | "overloaded" | "given-up";

/** A slot in the window, and what it was worth when its holder came in. */
export interface Slot {
  /** How often the window had been cut. */
  readonly cuts: number;
  /** Whether the server has begun to answer. */
  hasBegun: boolean;
}

/**
 * How many requests a server gets at once, by what it does with them. It begins with two. While a stream of each is running,
 * it gets twice as many as run at the same time. What is known for sure only shows in the end: a window is made wider, a full
 * round of answers is compared with the round before, and where hardly more was done in the same time, those that
 * were added only stood in a line at the server, and the narrower window comes back; later that is tried again. How long an
 * answer takes does not matter. A window that is less than half full proves nothing (RFC 7661). Faults and refusals cut it by
 * a fifth, requests that were on their way together only once (Chiu and Jain 1989).
 */
export class Sizing {
  readonly #most: number;
  #size: number;
  #running = 0;
  #cuts = 0;
  /** To what a window that was cut grows back, by one each round. */
  #lost = 0;
  #isLimitKnown = false;
  #rest = FIRST_REST;
  #resting = 0;
  #round = { startedAt: performance.now(), since: performance.now(), answers: 0, work: 0, rate: 0, peak: 0 };
  /** What was done each millisecond by the narrower window, while a wider one is tried. */
  #narrower: { size: number; rate: number; peak: number } | null = null;
  #step = 2;

  /** @param most requests at once, at most */
  constructor(most: number) {
    this.#most = most;
    this.#size = Math.min(FIRST, most);
  }

  get size(): number {
    return Math.floor(this.#size);
  }

  /** Requests that the server is answering at this moment, as far as it streams. */
  get running(): number {
    return this.#running;
  }

  /** @param isFirst whether nothing else is on its way */
  slot(isFirst: boolean): Slot {
    if (isFirst) this.#beginRound();
    return { cuts: this.#cuts, hasBegun: false };
  }

  begin(slot: Slot): void {
    if (slot.hasBegun) return;
    slot.hasBegun = true;
    this.#running += 1;
    this.#round.peak = Math.max(this.#round.peak, this.#running);
    if (!this.#isLimitKnown && 2 * this.#running > this.#size) this.#resize(2 * this.#running);
  }

  /**
   * @param work what was done, in tokens or in answers
   * @param isFull whether more wanted in than the window holds, or nearly so
   */
  end(slot: Slot, outcome: SlotOutcome, work: number, isFull: boolean): void {
    if (slot.hasBegun) this.#running -= 1;
    if (outcome === "overloaded") this.#cut(slot);
    if (outcome !== "answered") return;
    if (this.#size < this.#lost) this.#size = Math.min(this.#lost, this.#size + 1 / this.#size);
    if (!isFull) this.#beginRound();
    if (!isFull || performance.now() < this.#round.since) return;
    this.#round.answers += 1;
    this.#round.work += work;
    const milliseconds = performance.now() - this.#round.startedAt;
    const whole = this.#wholeRound();
    if (this.#round.answers >= TELLING * whole) this.#round.rate = Math.max(this.#round.rate, this.#round.work / milliseconds);
    if (this.#round.answers >= whole && milliseconds >= LEAST_MS) this.#judge(this.#round.rate);
  }

  #cut(slot: Slot): void {
    this.#isLimitKnown = true;
    if (slot.cuts !== this.#cuts) return;
    this.#cuts += 1;
    this.#lost = Math.max(this.#lost, this.#narrower?.size ?? this.#size);
    this.#narrower = null;
    this.#resting = FIRST_REST;
    this.#resize(this.#size * CUT);
  }

  /** @param rate work each millisecond of a round that is over */
  #judge(rate: number): void {
    const narrower = this.#narrower;
    this.#narrower = null;
    if (narrower && !this.#isWorthIt(narrower, rate)) {
      this.#isLimitKnown = true;
      this.#resting = this.#rest;
      this.#rest = Math.min(LONGEST_REST, 2 * this.#rest);
      this.#step = 2;
      this.#resize(narrower.size);
      return;
    }
    if (narrower) {
      this.#rest = FIRST_REST;
      this.#step = rate >= narrower.rate * PLENTY ? 4 : 2;
    }
    if (this.#resting > 0 || this.#size >= this.#most) {
      this.#resting -= 1;
      this.#beginRound();
      return;
    }
    this.#narrower = { size: this.#size, rate, peak: this.#round.peak };
    this.#resize(this.#size * this.#step);
  }

  /** More was done in the same time; and where answers are heard as they are written, more of them were written at once. */
  #isWorthIt(narrower: { rate: number; peak: number }, rate: number): boolean {
    const gain = rate / narrower.rate;
    const isHeard = narrower.peak > 0 && this.#round.peak > 0;
    if (isHeard && this.#round.peak < MORE * narrower.peak) return gain >= PLENTY;
    return gain >= WORTH_IT + UNSURE / this.#wholeRound();
  }

  /** Answers until a round is over. */
  #wholeRound(): number {
    return Math.max(LEAST_ANSWERS, this.size);
  }

  #resize(size: number): void {
    this.#size = Math.min(this.#most, Math.max(LEAST, size));
    this.#beginRound();
  }

  #beginRound(): void {
    const now = performance.now();
    this.#round = { startedAt: now, since: now + GRACE * (now - this.#round.startedAt), answers: 0, work: 0, rate: 0, peak: this.#running };
  }
}
