import { ContextTooLong } from "@/lib/serving/errors";
import { type Asker, type Remembered, remember } from "../memo/remember";
import type { Resources } from "../resources";
import { fitQuotes, fitTighter } from "./fit-quotes";
import { findText, makeText } from "./make-text";
import { type KeyedRequest, withQuoteLimit } from "./request";
import type { Text } from "./text";

/** Asks with shorter and shorter quotes, should the server count more tokens than was estimated, and keeps what fitted. */
export async function makeFittingText(uncut: KeyedRequest, asker: Asker, resources: Resources): Promise<Remembered<Text>> {
  const { memo } = resources;
  let fitted = await fitQuotes(uncut, asker, resources);
  for (;;) {
    try {
      if (fitted.key === uncut.key) return await makeText(uncut, asker, resources);
      const text = await shareFitted(fitted, asker, resources);
      if (fitted.quoteLimit === null) return text;
      const decided = await memo.keepFit({ key: uncut.key, quoteLimit: fitted.quoteLimit });
      if (decided === fitted.quoteLimit) return text;
      // Another worker cut the same request otherwise, and was faster: what it decided counts.
      return await shareFitted(withQuoteLimit(uncut, decided), asker, resources);
    } catch (error) {
      const tighter = error instanceof ContextTooLong ? fitTighter(fitted) : null;
      if (!tighter) throw error;
      fitted = tighter;
    }
  }
}

/** Requests that differ only in what was cut are the same request now. */
function shareFitted(fitted: KeyedRequest, asker: Asker, resources: Resources): Promise<Remembered<Text>> {
  return remember(resources.texts, fitted.key, asker, {
    find: () => findText(fitted, resources.memo),
    make: (own) => makeText(fitted, own, resources),
  });
}
