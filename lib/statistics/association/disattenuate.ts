/**
 * Correlation that two measures would show if they could be measured without noise.
 * @param r observed correlation
 * @param reliability of the first measure: its correlation with a repeated measurement of itself, above 0 to 1
 * @param otherReliability of the second
 * @returns may exceed 1 by chance; then the reliabilities are too uncertain to correct by
 * @throws RangeError for a reliability of zero or less
 * Source: C. Spearman, American Journal of Psychology 15 (1904).
 */
export function disattenuate(r: number, reliability: number, otherReliability: number): number {
  if (!(reliability > 0 && reliability <= 1 && otherReliability > 0 && otherReliability <= 1)) {
    throw new RangeError("A reliability lies above 0 and is at most 1; without any, no correlation can be corrected.");
  }
  return r / Math.sqrt(reliability * otherReliability);
}
