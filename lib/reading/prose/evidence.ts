import { stem } from "./asked";
import { besideEvidence } from "./beside-evidence";
import { clauseMatchEvidence } from "./clause-evidence";
import { crossed } from "./crossings";
import type { Passage } from "./passages";
import { type Mention, passageOf, type Scene } from "./scene";

/** Drawing a conclusion, at the beginning of a sentence or a clause. */
const concluding =
  /\b(?:so|thus|therefore|hence|consequently|accordingly|which (?:means|gives|leaves|makes|yields|brings|comes)|this (?:means|gives|leaves|makes|yields|brings)|that (?:means|gives|leaves|makes|brings)|in total|altogether|in all|overall|finally|in short|in conclusion|to conclude|we (?:get|obtain|arrive|conclude|find|end up)|the (?:answer|result|total|solution))\b/i;
const denial =
  /\b(?:not|never|neither|nor|cannot|no longer|wrong|incorrect|false|isn't|wasn't|doesn't|aren't|weren't|didn't|can't|rather than|instead of|unlike|as opposed to|except|excluding|ruled? out|rules? out)\b/i;
const deniedBehind =
  /^[^.,;:]{0,25}?\b(?:is|are|was|were|would be|can|could|do|does|did|has|had)(?: not\b|n't\b| wrong| incorrect| out\b| never\b|not\b)|^[^.,;:]{0,15}?\b(?:cannot|is incorrect|won't)\b/i;
const contrasting =
  /\b(?:although|though|even though|while|whereas|unlike|compared (?:to|with)|instead of|rather than|despite|followed by|besides|apart from|contrary to|not to be confused with|in addition to|along with|as well as)\b/i;
const turning = /\b(?:but|however|yet|actually|instead|whereas|no|wait|in fact|in reality|really|rather)\b[,:]?/i;
const supposing = /\b(?:if|unless|suppose|supposing|assuming|would(?! be\b)|could|might|whether|had it|were it)\b/i;
const hedging =
  /\b(?:maybe|perhaps|probably|possibly|likely|i (?:think|believe|guess|suppose)|i'm (?:fairly|pretty|quite)|about|around|roughly|seems?|should be|must be)\b/i;

/** What speaks for or against a mention being the answer, as names of evidence. */
export function evidenceFor(mention: Mention, scene: Scene): string[] {
  const passage = passageOf(scene, mention);
  if (passage === undefined) return ["outside"];
  const found = [
    ...placeEvidence(mention, passage, scene),
    ...clauseEvidence(mention, passage, scene),
    ...valueEvidence(mention, passage, scene),
    ...besideEvidence(mention, passage, scene),
    ...clauseMatchEvidence(mention, passage, scene),
  ];
  return [...new Set([...found, ...crossed(new Set(found))])];
}

function placeEvidence(mention: Mention, passage: Passage, scene: Scene): string[] {
  const rivals = scene.mentions.filter(({ key }) => key !== mention.key);
  const fresh = rivals.filter(({ key }) => !scene.given.has(key));
  const inside = (one: Mention) => one.start >= passage.at && one.start < passage.end;
  const plain = (one: Mention) => {
    const place = passageOf(scene, one);
    return place !== undefined && !place.isAside && !place.isQuestion;
  };
  const firstPlain = scene.mentions.find(plain);
  const lastPlain = scene.mentions.findLast(plain);
  const twins = scene.mentions.filter(({ key }) => key === mention.key);
  return [
    passage.place === scene.last && "last-sentence",
    passage.place === scene.last - 1 && "second-last-sentence",
    passage.place > scene.last && "behind-last",
    passage.place === scene.first && "first-sentence",
    scene.passages.length === 1 && "only-sentence",
    passage.place !== scene.last && passage.place !== scene.first && "middle",
    passage.isAside && "aside",
    passage.isQuestion && "question",
    mention.start <= scene.answer.text.search(/\S/) + 4 && "opens",
    mention.key === firstPlain?.key && "first-of-all",
    mention.key === lastPlain?.key && "last-of-all",
    !fresh.some((one) => one.start > mention.end && plain(one)) && "last-fresh",
    !fresh.some((one) => one.end <= mention.start) && "first-fresh",
    !rivals.some((one) => inside(one) && one.start >= mention.end) && "last-in-sentence",
    !rivals.some((one) => inside(one) && one.end <= mention.start) && "first-in-sentence",
    !rivals.some(inside) && "alone-in-sentence",
    !fresh.some(inside) && "only-fresh-in-sentence",
    fresh.length === 0 && "no-rival",
    twins.length > 1 && "repeated",
    twins.length > 2 && "repeated-often",
    scene.answer.strong.some(({ start, end }) => mention.start >= start && mention.end <= end) && "strong",
    scene.answer.text.slice(mention.start, mention.end).length >= passage.text.length - 3 && "whole-sentence",
  ].filter((name) => name !== false);
}

function clauseEvidence(mention: Mention, passage: Passage, scene: Scene): string[] {
  const { text } = scene.answer;
  const left = text.slice(passage.at, mention.start);
  const right = text.slice(mention.end, passage.end);
  const clause = left.split(/[,;:—]|\s-\s|\b(?:but|and|so)\b/i).at(-1) ?? "";
  const isBefore = mention.start < scene.corrected;
  return [
    concluding.test(left) && "concluding",
    /^(?:so|thus|therefore|hence|consequently|in total|altogether|finally|overall)\b/i.test(passage.text) && "concluding-sentence",
    denial.test(clause) && "denied",
    deniedBehind.test(right) && "denied-behind",
    contrasting.test(clause) && "contrasted",
    /^(?:although|though|even though|while|whereas|unlike|despite)\b/i.test(passage.text) && !/,/.test(left) && "in-concession",
    turning.test(left) && "behind-turn",
    turning.test(right) && "before-turn",
    passage.isHearsay && !turning.test(left) && "hearsay",
    passage.isHearsay && turning.test(left) && "against-hearsay",
    supposing.test(clause) && "supposed",
    hedging.test(left) && "hedged",
    passage.corrects && "in-correction",
    scene.corrected > 0 && isBefore && "corrected-later",
    scene.corrected > 0 && !isBefore && "behind-correction",
    /\b(?:either|between|both)\b/i.test(clause) && "either",
    /\b(?:option|choice)s?\b/i.test(clause) && "beside-option-word",
    /\b(?:by the way|incidentally|for comparison|in passing|besides)\b/i.test(passage.text) && "by-the-way",
    /^[^.;]{0,25}\b(?:altogether|in all|in total|total|overall)\b/i.test(right) && "before-total",
    /\b(?:answer|result|solution|value|total|conclusion|correct|right)\b/i.test(clause) && "beside-answer-word",
    /\b(?:which|who|where|that) /i.test(clause) && "in-relative",
    /\b(?:because|since|as)\b/i.test(left) && !/,/.test(left.replace(/^.*\b(?:because|since|as)\b/i, "")) && "in-reason",
    /^[^.;]{0,60}\b(?:remain|left|survive)/i.test(right) && "remaining",
    /\b(?:leaves?|leaving|remains?|left with|remaining)\b/i.test(clause) && "left-over",
  ].filter((name) => name !== false);
}

function valueEvidence(mention: Mention, passage: Passage, scene: Scene): string[] {
  const { asked } = scene;
  const overlap = scene.overlap[passage.place] ?? 0;
  const after = scene.answer.text.slice(mention.end, mention.end + 40);
  const next = [...after.matchAll(/\p{L}{2,}/gu)].slice(0, 2).map(([said]) => stem(said));
  const before = [...scene.answer.text.slice(Math.max(0, mention.start - 40), mention.start).matchAll(/\p{L}{3,}/gu)]
    .slice(-2)
    .map(([said]) => stem(said));
  return [
    scene.ruled?.has(mention.key) === true && "rules-read-it",
    scene.ruled !== null && !scene.ruled.has(mention.key) && "rules-read-other",
    /^(?:who|whom|whose)\b|\bwho\b|author|composer|painter/i.test(asked.text) && "asked-who",
    /^where\b|\b(?:which|what) (?:city|country|town|place|continent|state)\b|\bwhere\b/i.test(asked.text) && "asked-where",
    /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i.test(
      mention.text,
    ) &&
      !/\b(?:month|day|date|when)\b/i.test(asked.text) &&
      "month-unasked",
    scene.given.has(mention.key) && "given",
    overlap > 0 && overlap >= scene.mostOverlap && "closest-to-question",
    overlap >= 0.5 && "restates-half",
    overlap >= 0.75 && "restates-most",
    overlap === 0 && "restates-nothing",
    asked.noun !== null && next.includes(asked.noun) && "before-asked-noun",
    asked.noun !== null && before.includes(asked.noun) && "behind-asked-noun",
    asked.kind === "year" && /^\d{4}$/.test(mention.text) && "is-year-asked",
    asked.kind === "year" && mention.kind === "number" && !/^\d{4}$/.test(mention.text) && "no-year-asked",
    mention.kind === "name" && asked.kind === "name" && "is-name-asked",
    /\d{4}/.test(mention.text) && asked.kind === "number" && "looks-like-year",
    /\s/.test(mention.text) && mention.kind !== "number" && "many-words",
    mention.kind === "word" && "plain-word",
    mention.kind === "name" && "name",
    /^[a-z]/i.test(mention.text) && mention.kind === "number" && "number-word",
  ].filter((name) => name !== false);
}
