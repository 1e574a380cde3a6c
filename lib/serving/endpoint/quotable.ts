import { storableText } from "@/lib/db/storable-text";

/** Characters of a server's own words that are passed on. */
const MOST = 500;

/** Words of a model server, other than answers, as they can be stored and shown: it may say anything, at any length. */
export function quotable(words: string): string {
  return storableText(words.slice(0, MOST));
}
