import { phraseKey } from "./find-names";
import type { Mention } from "./scene";

const said =
  /(?:[=:≤≥]|\b(?:is|are|gives?|get|obtain|to|as|becomes?|equals|into)\b)\s*([-\w^+*/().√π∞∪∩|±[\]<>≤≥ ]{1,60}?|[([][^()[\]\n]{1,30}[)\]](?: ?∪ ?[([][^()[\]\n]{1,30}[)\]])?)(?=$|[.;=\n](?!\d)|,\s|\s(?:and|or|because|which|so|for|where|when|since|by|if|with|we)\b)/g;

/** Terms and equations that stand where a result may stand. */
export function findFormulas(text: string): Mention[] {
  return [...text.matchAll(said)].flatMap((match) => {
    const term = (match[1] ?? "").trim();
    if (!/[\dπ√∞]|^-?[a-z]$/.test(term) || /[a-z]{4,}/i.test(term.replace(/sqrt/g, ""))) return [];
    const start = match.index + match[0].indexOf(match[1] ?? "");
    return [
      {
        start,
        end: start + term.length,
        text: term,
        key: `f:${term.replace(/[\s{}]/g, "").toLowerCase() || phraseKey(term)}`,
        kind: "formula" as const,
      },
    ];
  });
}
