import type { Signs } from "../asking/signs";

/** Milliseconds that a server may be silent over its first questions, and how many times as long as ever before over later ones. */
const FIRST_SILENCE = 600_000;
const SLACK = 4;

/** Whether a server answers no probe while it works, as programs of one thread do: its silence is no sign of death then. */
export class Deafness {
  readonly #signs: Signs;
  /** When a probe was first missed that this may explain; null where none was. */
  #missedAt: number | null = null;
  /** Whether it answered questions after such a probe. */
  #isDeaf = false;

  constructor(signs: Signs) {
    this.#signs = signs;
  }

  /** It answered a probe. */
  hear(): void {
    this.#missedAt = null;
  }

  /** @param startedAt when the probe was sent that it missed @param isFirst whether it works on the first questions of all */
  explains(startedAt: number, isFirst: boolean): boolean {
    const { silentFor, longestSilence } = this.#signs;
    const now = Date.now();
    if (silentFor === 0) return false;
    if (silentFor < now - startedAt) return true;
    if (this.#missedAt !== null && now - this.#missedAt > silentFor) this.#isDeaf = true;
    this.#missedAt ??= now;
    return isFirst ? silentFor < FIRST_SILENCE : this.#isDeaf && silentFor < SLACK * longestSilence;
  }
}
