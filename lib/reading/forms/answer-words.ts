/** How languages say that something is the answer. Sources of regular expressions, to be used with the flags i and u. */

const english = "\\b(?:answer|ans\\.?|choice|option|letter|selection|response|pick|guess|bet|vote)";
const european =
  "(?<!\\p{L})(?:antwort|lösung|réponse|respuesta|opción|risposta|resposta|antwoord|svar|vastaus|odpowiedź|odpověď|ответ|відповідь|cevap|jawaban(?:nya)?|đáp án)";
const other = "(?:答案|选项|答え|正解|정답|답|उत्तर|الإجابة|الجواب|คำตอบ)";
const right =
  "(?:\\s+(?:correct[ao]?|corret[ao]|corretta|korrekt|correcte|exacte|final|finale|definitiva|juste|benar|yang benar|đúng)(?!\\p{L}))?(?:\\s+(?:here|to (?:this|the) question|for this question))?";
const equals =
  "(?:\\s*(?:[=:：→]|->|=>|–|—|-(?=\\s))\\s*|\\s*(?:(?:is|was|would be|should be|must be|has to be|seems to be|ist|lautet|est|es|è|é|sería|adalah|là)(?!\\p{L})|是|为|は|은|는|이)\\s*[:：]?\\s*)";

/** "The answer is", "Antwort:", "答案是", up to where the answer begins. A quote may close a field's name. */
export const announcing = `(?:(?:${english}${right}|${european}${right}|${other})["'”]?${equals}|\\b(?:correct|final|solution|conclusion|verdict)\\s*[:=]\\s*)`;

/** Articles and nouns that may stand between these words and a letter. */
export const leadingToLetter =
  "(?:(?:clearly|definitely|therefore|thus|probably|most likely|likely|indeed|simply)\\s+)?(?:(?:the|la|die|el|le|(?<=é\\s+)a)\\s+)?(?:correct\\s+)?" +
  "(?:(?:answer|choice|option|letter|selection|response|opción|option|antwort|lettre|letra|opsi)\\b\\s*:?\\s*)?";
