import { findBoxes } from "@/lib/reading/forms/find-boxes";
import { goldsOf } from "@/lib/reading/golds";
import { wantedOf } from "@/lib/reading/prose/find-golds";
import type { Scene } from "@/lib/reading/prose/scene";
import { candidatesOf, goldKey, valueScene } from "@/lib/reading/prose/value-scene";
import { nothingKey } from "@/lib/reading/prose/weigh";
import { readValue } from "@/lib/reading/read-value";
import { stripThinking } from "@/lib/reading/strip-thinking";
import { comparableValue, meansTheSame } from "@/lib/reading/values/comparable-value";
import type { LabelledAnswer } from "../labelled-answers";
import type { Example } from "./fit-weights";

/** Values that an answer mentions besides the one it gives, asked for one after the other. */
const mostRivals = 3;

/** The golds of a labelled answer, as texts. */
function goldTexts({ gold }: LabelledAnswer): string[] {
  if (Array.isArray(gold)) return gold.map(String);
  return [...goldsOf(typeof gold === "string" ? gold : String(gold))];
}

/** Whether an answer is worth learning from: prose with something in it. */
export function isProse({ answer }: { answer: string }): boolean {
  const spoken = stripThinking(answer).visible;
  return spoken.split(/\s+/).length > 3 && !findBoxes(spoken).some((box) => box.content !== null);
}

/** What a labelled answer teaches: whether it states its gold, what it says, and the other values that it mentions. */
export function valueExamples(line: LabelledAnswer, asksRules: boolean): Example[] {
  const golds = goldTexts(line);
  const own = { golds, weight: 1 };
  const ruled = asksRules ? readValue(line.answer, line.question).parsed : null;
  const scene = valueScene(line.question, stripThinking(line.answer).visible, golds);
  const said =
    line.reads !== null && line.score !== 1 && !golds.some((gold) => meansTheSame(line.reads ?? "", gold))
      ? [{ golds: [line.reads], weight: 0.7 }]
      : [];
  const rivals = rivalsIn(scene, line).map((rival) => ({ golds: [rival], weight: 0.5 }));
  return [own, ...said, ...rivals].flatMap((each) => exampleOf(line, each.golds, each.weight, each === own, ruled));
}

function rivalsIn(scene: Scene, line: LabelledAnswer): string[] {
  const right = rightKeys(scene, line, true);
  const texts = new Map<string, string>();
  for (const { key, text, kind } of scene.mentions) {
    if (key !== goldKey && !right.has(key) && kind !== "formula" && kind !== "verdict" && !texts.has(key)) texts.set(key, text);
  }
  return [...texts.values()].slice(-mostRivals);
}

function exampleOf(line: LabelledAnswer, golds: readonly string[], weight: number, isOwn: boolean, ruled: string | null): Example[] {
  const scene = valueScene(line.question, stripThinking(line.answer).visible, golds, ruled);
  const right = rightKeys(scene, line, isOwn, golds);
  const asked = (key: string) => (isOwn && key === goldKey ? ["asked-for"] : []);
  return [{ candidates: candidatesOf(scene).map(({ key, evidence }) => ({ key, evidence: [...evidence, ...asked(key)] })), right, weight }];
}

/** Keys that a careful person takes for the answer. */
function rightKeys(scene: Scene, line: LabelledAnswer, isOwn: boolean, golds: readonly string[] = goldTexts(line)): Set<string> {
  const { reads, score } = line;
  if (isOwn && score === 1) return new Set([goldKey]);
  if (reads === null) return new Set([nothingKey]);
  if (golds.some((gold) => meansTheSame(reads, gold) || comparableValue(reads) === comparableValue(gold))) return new Set([goldKey]);
  const keys = wantedOf(reads).keys;
  const here = scene.mentions.filter(({ key }) => keys.has(key)).map(({ key }) => key);
  return new Set(here.length > 0 ? here : [nothingKey]);
}
