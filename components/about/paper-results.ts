/**
 * Table 1 of "Scaling Participation in Modular AI Systems" (arXiv 2606.07812): for each size of the pool the best of
 * fourteen methods per domain. Accuracies, without intervals, as published.
 */
export const paperScaling = [
  { size: 2, generalQa: 0.7518, reasoning: 0.7101, safety: 0.6251 },
  { size: 4, generalQa: 0.7623, reasoning: 0.7257, safety: 0.6414 },
  { size: 8, generalQa: 0.7782, reasoning: 0.7587, safety: 0.6566 },
  { size: 16, generalQa: 0.7943, reasoning: 0.7889, safety: 0.6785 },
  { size: 32, generalQa: 0.8126, reasoning: 0.7965, safety: 0.6897 },
] as const;

/** The same table: the best large model that is neither modular nor open to participation. */
export const paperDense = { generalQa: 0.785, reasoning: 0.7572, safety: 0.566 } as const;
