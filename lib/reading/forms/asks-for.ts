/** Whether only a number can answer a question. */
export function asksForNumber(question: string): boolean {
  return /\b(?:how (?:many|much|far|long|old|tall|fast)|what (?:percent|fraction)|compute|calculate|evaluate|probability|(?:average )?speed|distance|area|volume|perimeter|(?:sum|product|difference|remainder|total|number) of|in (?:dollars|euros|km|metres|meters|percent))\b/i.test(
    question,
  );
}

/** Whether only words can answer a question: it asks for a person, a place, a language. */
export function asksForWords(question: string): boolean {
  return (
    /\b(?:who|whom|whose)\b|\b(?:which|what) (?:\w+ )?(?:city|country|person|name|language|colou?r|river|capital|word|company|band|genre|religion|occupation|sport|author)\b/i.test(
      question,
    ) && !asksForNumber(question)
  );
}
