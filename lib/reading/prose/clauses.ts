/** A part of a sentence with a subject of its own, as far as marks and conjunctions tell. */
export interface Clause {
  /** Offsets in the text. */
  at: number;
  end: number;
  text: string;
  /** The conjunction that opens it, in small letters; empty where none does. */
  opener: string;
}

const boundary =
  /[;:]\s|\s[-—]+\s|—|,\s+(?=(?:and|but|so|yet|or|while|whereas|though|although|because|since|which|who|where|when|if|not|rather|unlike|as|with|even|only|then|it|he|she|they|that|this|the|there|we)\b)|\s+(?=(?:but|while|whereas|though|although|because|rather than|instead of|since|which)\s)|,\s+(?=[^,]{12,}$)|\s\(|\)\s/gi;
const opening =
  /^(?:and|but|so|yet|or|while|whereas|though|although|even though|because|since|which|who|where|when|if|not|rather than|instead of|unlike|as|only|then|even|therefore|thus|hence|with)\b/i;

/** The clauses of a sentence, in order. */
export function clausesOf(text: string, at: number): Clause[] {
  const cuts = [...text.matchAll(boundary)].map((cut) => cut.index + cut[0].length);
  const bounds = [0, ...cuts, text.length];
  return bounds.slice(0, -1).flatMap((start, place) => {
    const end = bounds[place + 1] ?? text.length;
    const said = text.slice(start, end);
    return said.trim() === ""
      ? []
      : [{ at: at + start, end: at + end, text: said, opener: opening.exec(said.trim())?.[0].toLowerCase() ?? "" }];
  });
}
