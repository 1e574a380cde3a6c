import type { ChatBody } from "../dialects/asked";
import type { Dialect } from "../dialects/dialect";
import { namedFields } from "../dialects/named-fields";
import { plain } from "../dialects/plain";
import { type Told, tell } from "../dialects/tell";

/** How one endpoint is spoken to: learned once, and again when another server has come to its address. */
export class Speech {
  #dialect: Dialect = plain;
  /** What the list looked like when it was last asked which server it is. */
  #signs: string | null = null;
  /** How often each field was refused. */
  readonly #refused = new Map<string, number>();
  /** Whether what it gives back begins with the beginning that it was told to continue; null before it was tried. */
  repeatsBeginning: boolean | null = null;
  /** Tokens that prompt and answer may have together, by the model's name in the portal, as far as the server told. */
  contextLengths: ReadonlyMap<string, number> = new Map();

  get dialect(): Dialect {
    return this.#dialect;
  }

  /** Which fields it does not take as they were sent. */
  get refused(): readonly string[] {
    return [...this.#refused.keys()];
  }

  knows(signs: string): boolean {
    return this.#signs === signs;
  }

  /** Forgets what was learned of another server. */
  learn(dialect: Dialect, signs: string): void {
    this.#dialect = dialect;
    this.#signs = signs;
    this.#refused.clear();
    this.repeatsBeginning = null;
  }

  tell(asked: ChatBody): Told {
    return tell(this.#dialect, asked, this.#refused);
  }

  /** Takes from a refusal which fields to say otherwise, or not at all. @returns whether it names any */
  heed(reason: string, sent: Record<string, unknown>): boolean {
    const named = namedFields(reason, Object.keys(sent));
    for (const name of named) this.#refused.set(name, (this.#refused.get(name) ?? 0) + 1);
    return named.length > 0;
  }
}
