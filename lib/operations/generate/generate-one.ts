import { type Asker, type Remembered, remember } from "../memo/remember";
import type { Resources } from "../resources";
import { makeFittingText } from "./make-fitting-text";
import { findText, makeText } from "./make-text";
import type { KeyedRequest } from "./request";
import type { Text } from "./text";

/**
 * The answer to one request: stored before, being made for somebody else, or made now and stored.
 * @throws ServingError, the signal's reason, or what the guard throws
 */
export function generateOne(keyed: KeyedRequest, asker: Asker, resources: Resources): Promise<Remembered<Text>> {
  return remember(resources.texts, keyed.key, asker, {
    find: () => findText(keyed, resources.memo),
    make: (own) => (keyed.quotes.length === 0 ? makeText(keyed, own, resources) : makeFittingText(keyed, own, resources)),
  });
}
