/** The look that text inputs, text areas and selects share. */
export const controlStyles =
  "w-full min-h-11 rounded-sm border border-rule-strong bg-surface px-3 py-2 text-base leading-6 text-ink placeholder:text-ink-faint hover:border-ink disabled:bg-sunk disabled:text-ink-faint aria-invalid:border-bad aria-invalid:outline-bad";
