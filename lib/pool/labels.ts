/** Words for whether a model can be used. Browser-safe. */
export const modelStateTitles = {
  listed: "Listed",
  runnable: "In the pool",
  withdrawn: "Withdrawn",
  quarantined: "Set aside",
} as const;

export const modelStateSentences = {
  listed: "Known and credited here, not run here.",
  runnable: "May be chosen for runs.",
  withdrawn: "Its contributor took consent back. Only this entry remains.",
  quarantined: "Stopped by a maintainer until a question is answered.",
} as const;

/** Words for models that are never members of a pool. */
export const otherRoleTitles = { router: "Router", base: "Base" } as const;
