/** What one execution of a run has done, and what is left. */
interface Pace {
  answered: number;
  left: number;
  /** Since a worker took the run; null while none has. */
  seconds: number | null;
}

/**
 * Questions per second and seconds left, from the present execution alone.
 * @returns nulls while nothing is answered, because a guess would mislead
 */
export function estimateProgress({ answered, left, seconds }: Pace): { rate: number | null; secondsLeft: number | null } {
  if (seconds === null || seconds <= 0 || answered <= 0) return { rate: null, secondsLeft: null };
  const rate = answered / seconds;
  return { rate, secondsLeft: Math.max(0, left) / rate };
}
