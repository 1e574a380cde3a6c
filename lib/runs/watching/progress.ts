/**
 * Questions per second and seconds left, from the time since the run was first taken.
 * @returns nulls while nothing is answered, because a guess would mislead
 */
export function estimateProgress(
  done: number,
  total: number,
  elapsedSeconds: number | null,
): { rate: number | null; secondsLeft: number | null } {
  if (elapsedSeconds === null || elapsedSeconds <= 0 || done <= 0) return { rate: null, secondsLeft: null };
  const rate = done / elapsedSeconds;
  return { rate, secondsLeft: Math.max(0, total - done) / rate };
}
