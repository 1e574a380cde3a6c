import { contentStems } from "../forms/shared-words";
import type { Asked, Kind } from "./asked";
import { type Passage, passagesOf } from "./passages";
import type { PlainAnswer } from "./plain-answer";

/** A place in an answer where a value stands. */
export interface Mention {
  /** Offsets in the plain text. */
  start: number;
  end: number;
  text: string;
  /** Equal for mentions of one value. */
  key: string;
  kind: Kind;
}

/** An answer taken apart, with all that its mentions are judged by. */
export interface Scene {
  answer: PlainAnswer;
  passages: readonly Passage[];
  asked: Asked;
  mentions: readonly Mention[];
  /** Keys of values that the question gives. */
  given: ReadonlySet<string>;
  /** Place of the last passage that is no aside, question or courtesy. */
  last: number;
  first: number;
  /** Share of the asked words that each passage takes up. */
  overlap: readonly number[];
  mostOverlap: number;
  /** Keys of what the rules read; null where they read nothing or were not asked. */
  ruled: ReadonlySet<string> | null;
  /** Offset behind which nothing is taken back any more; 0 where nothing is. */
  corrected: number;
}

/** Arranges what is known of an answer around its mentions. */
export function sceneOf(
  answer: PlainAnswer,
  asked: Asked,
  given: ReadonlySet<string>,
  ruled: ReadonlySet<string> | null,
  find: (passages: readonly Passage[]) => readonly Mention[],
): Scene {
  const passages = passagesOf(answer.text);
  const mentions = find(passages);
  const isPlain = (one: Passage) => !one.isAside && !one.isQuestion;
  const overlap = passages.map((one) => sharedOf(asked, one.text));
  return {
    answer,
    passages,
    asked,
    mentions,
    given,
    ruled,
    last: passages.findLastIndex(isPlain),
    first: Math.max(0, passages.findIndex(isPlain)),
    overlap,
    mostOverlap: Math.max(0, ...overlap),
    corrected: passages.findLast((one) => one.corrects)?.at ?? 0,
  };
}

/** The passage in which a mention stands. */
export function passageOf(scene: Scene, mention: Mention): Passage | undefined {
  return scene.passages.find(({ at, end }) => mention.start >= at && mention.start < end);
}

function sharedOf(asked: Asked, said: string): number {
  const stems = contentStems(said);
  return asked.stems.size === 0 ? 0 : [...asked.stems].filter((each) => stems.has(each)).length / asked.stems.size;
}
