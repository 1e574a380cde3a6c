import { accessSync, constants } from "node:fs";
import { root } from "./settings";
import { Trouble } from "./step";

/**
 * Makes sure that the program's folder can be written to, for what is made once.
 * @throws Trouble that says what to do
 */
export function expectWritable(what: string): void {
  try {
    accessSync(root, constants.W_OK);
  } catch (cause) {
    const words = `${what} must be made once, and ${root} cannot be written to. Run npm run build there as the user who owns it, on a disk that is not read-only; then start again. What a portal writes while it runs goes to DATA_DIR.`;
    throw new Trouble(words, { cause });
  }
}
