/** Latin letters that no normalization takes apart. */
const whole: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", ð: "d", þ: "th" };

/** Latin letters without their accents; other scripts, where such marks make another letter, stay. In small letters. */
export function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC")
    .replace(/[øłđßæœıðþ]/g, (letter) => whole[letter] ?? letter);
}

/** Initials as one word: "j. k." and "j.k." are "jk", "u.s." is "us". In small letters. */
export function joinedInitials(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])\p{L}\.(?: ?\p{L}\.){1,5}(?!\p{L})/gu, (initials) => initials.replace(/[. ]/g, ""));
}
