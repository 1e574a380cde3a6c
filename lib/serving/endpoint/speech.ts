import type { ChatBody } from "../dialects/asked";
import type { Dialect } from "../dialects/dialect";
import { namedFields } from "../dialects/named-fields";
import { plain } from "../dialects/plain";
import { type Told, tell } from "../dialects/tell";
import { EndpointUnsuited } from "../errors";

/** Characters of a server's refusal that a message repeats. */
const MOST_SAID = 200;

/** A request in a server's words, and what was known of its refusals then. */
type Spoken = Exclude<Told, { cannot: string }> & { refusedThen: ReadonlyMap<string, number> };

/** How one endpoint is spoken to: learned once, and again when another server has come to its address. */
export class Speech {
  #dialect: Dialect = plain;
  /** What the list looked like when it was last asked which server it is. */
  #signs: string | null = null;
  /** How often each field was refused. */
  readonly #refused = new Map<string, number>();
  /** Its own words when it last refused one. */
  #refusal: string | null = null;
  /** How often it answered nothing when it was asked which server it is. */
  silences = 0;
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

  /** Which server it is, and what an operator should know of that, in words. */
  describe(): { server: string | null; note: string | null } {
    const refused = this.refused.length === 0 ? [] : [`It refuses ${this.refused.join(", ")}, and is told otherwise or not at all.`];
    const notes = [this.#dialect.note ?? [], refused].flat();
    return { server: this.#signs === null ? null : this.#dialect.name, note: notes.join(" ") || null };
  }

  knows(signs: string): boolean {
    return this.#signs === signs;
  }

  /** Forgets what was learned of another server. */
  learn(dialect: Dialect, signs: string): void {
    this.#dialect = dialect;
    this.#signs = signs;
    this.#refused.clear();
    this.#refusal = null;
    this.silences = 0;
    this.repeatsBeginning = null;
  }

  /** @throws EndpointUnsuited */
  tell(asked: ChatBody, endpoint: string): Spoken {
    const told = tell(this.#dialect, asked, this.#refused);
    if ("body" in told) return { ...told, refusedThen: new Map(this.#refused) };
    const said = this.#refusal === null ? "" : ` (it said: ${this.#refusal})`;
    throw new EndpointUnsuited(endpoint, this.#dialect.name, `${told.cannot}${said}`);
  }

  /** Takes from a refusal which fields to say otherwise, or not at all. @returns whether it names any */
  heed(reason: string, { fields, refusedThen }: Spoken): boolean {
    const named = namedFields(reason, Object.keys(fields));
    for (const name of named) {
      const times = refusedThen.get(name) ?? 0;
      // Of several requests that were refused alike, one tells all that there is to learn.
      if ((this.#refused.get(name) ?? 0) === times) this.#refused.set(name, times + 1);
    }
    if (named.length > 0) this.#refusal = reason.slice(0, MOST_SAID);
    return named.length > 0;
  }
}
