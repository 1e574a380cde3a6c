/** A command of `npm run polyphony`: one file in `bin/commands`, named as it is called, exporting `command`. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** Lines that show each way to call it. */
  usage: readonly string[];
  /** Works without the portal and its database. */
  alone?: true;
  /** Opens the database itself, which may need to be started, or to be nobody else's. */
  opensDatabase?: true;
  /** @throws Trouble for anything that the person at the terminal can mend */
  run(given: readonly string[]): Promise<void>;
}
