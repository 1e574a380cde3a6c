/** What one model did at one endpoint: answers, their tokens, and the time that they took. */
export interface Measured {
  answers: number;
  promptTokens: number;
  tokens: number;
  /** Seconds in which prompts of it were read and nothing was written, and in which something was. */
  readSeconds: number;
  writeSeconds: number;
  /** Seconds of all answers that were on their way, beside one another. */
  slotSeconds: number;
}

interface Activity extends Measured {
  /** Requests on their way whose answers have not begun, and the others. */
  reading: number;
  writing: number;
}

const nothing: Measured = { answers: 0, promptTokens: 0, tokens: 0, readSeconds: 0, writeSeconds: 0, slotSeconds: 0 };

/**
 * How fast the models of one endpoint are. Time in which several models are at work is shared among them, so that the times of
 * all add up to the time that passed.
 */
export class SpeedMeter {
  readonly #models = new Map<string, Activity>();
  #settledAt = performance.now();

  /** A request was sent. @param isHeard whether its answer will be heard before it is whole */
  send(model: string, isHeard: boolean): void {
    this.#settle();
    const activity = this.#activity(model);
    if (isHeard) activity.reading += 1;
    else activity.writing += 1;
  }

  /** An answer that is heard has begun. */
  begin(model: string): void {
    this.#settle();
    const activity = this.#activity(model);
    activity.reading -= 1;
    activity.writing += 1;
  }

  /** @param answer null where none came */
  end(model: string, wasReading: boolean, answer: { promptTokens: number; tokens: number } | null): void {
    this.#settle();
    const activity = this.#activity(model);
    if (wasReading) activity.reading -= 1;
    else activity.writing -= 1;
    if (!answer) return;
    activity.answers += 1;
    activity.promptTokens += answer.promptTokens;
    activity.tokens += answer.tokens;
  }

  /** What was measured since this was called last, by model. */
  take(): Map<string, Measured> {
    this.#settle();
    const taken = new Map<string, Measured>();
    for (const [model, { reading, writing, ...measured }] of this.#models) {
      // Time without an answer is kept until one tells what came of it.
      if (measured.answers === 0) continue;
      taken.set(model, measured);
      if (reading + writing === 0) this.#models.delete(model);
      else this.#models.set(model, { ...nothing, reading, writing });
    }
    return taken;
  }

  #activity(model: string): Activity {
    const known = this.#models.get(model) ?? { ...nothing, reading: 0, writing: 0 };
    this.#models.set(model, known);
    return known;
  }

  #settle(): void {
    const now = performance.now();
    const active = [...this.#models.values()].filter(({ reading, writing }) => reading + writing > 0);
    const share = (now - this.#settledAt) / 1_000 / active.length;
    for (const activity of active) {
      if (activity.writing > 0) activity.writeSeconds += share;
      else activity.readSeconds += share;
      activity.slotSeconds += share * Math.max(1, activity.writing);
    }
    this.#settledAt = now;
  }
}
