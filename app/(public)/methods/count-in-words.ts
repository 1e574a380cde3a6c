const words = [
  "None",
  "One",
  "Two",
  "Three",
  "Four",
  "Five",
  "Six",
  "Seven",
  "Eight",
  "Nine",
  "Ten",
  "Eleven",
  "Twelve",
  "Thirteen",
  "Fourteen",
];

/** A count as it begins a sentence. */
export function countInWords(count: number): string {
  return words[count] ?? String(count);
}
