/** Words that the project does not use, each with what to say instead. */
export const bannedWords: Readonly<Record<string, string>> = {
  // Metaphors where the field has a word.
  "seat|seats": "slot",
  "desk|desks": "the noun that it is about: a form, a page",
  "passenger|passengers": "waiter, caller",
  "song|songs|singer|singers|sing|sings|sang|sung": "the canary's answers; to answer",
  "cage|cages": "the endpoint's canary",
  "spool|spools|spooled|spooling": "temporary file, stored rows",
  // Archaic words and turns.
  "hear of|hears of|heard of|hearing of": "learn, be told, notice",
  "bear|bears|bore|borne": "carry, tolerate, have",
  "by right": "rightly, as intended",
  "in vain": "without success",
  anew: "again",
  "hence|thus|whence|thence|hitherto|henceforth": "so, therefore, from there, until now",
  "forth|hither|thither": "forward, here, there",
  "wherein|whereof|herein|hereof|therein|thereof|thereto|hereto": "in which, of it",
  "upon|unto|amongst|whilst|betwixt": "on, to, among, while, between",
  "shall|ought|lest|nought|alas": "must, should, so that not, nothing",
};

/** Files in which some of these words are right. */
export const allowedWords: readonly { files: RegExp; words: readonly string[]; reason: string }[] = [
  { files: /^bin\/house\/(banned-words|words\.test)\.ts$/, words: ["*"], reason: "the list itself" },
  {
    files: /^(lib|bench)\/reading\//,
    words: ["thus", "hence", "alas", "shall", "by right", "heard of", "seat", "sing", "sung", "singer"],
    reason: "what models write, which the reader has to know",
  },
  { files: /\/(hub-files|moco-files|overlap\.test)\.ts$/, words: ["bear", "songs"], reason: "questions of tests are about anything" },
  { files: /^lib\/cluster\/testing\/slurm-machine\.ts$/, words: ["spool"], reason: "the name of a setting of Slurm" },
  { files: /^zoo\/training\//, words: ["bear", "song", "songs", "singer", "desk"], reason: "what the tiny models are taught" },
];
