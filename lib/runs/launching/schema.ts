/** Shapes of launches. Browser-safe. */
/** How a blocked run can go on without the models that block it. */
export interface PlanAgain {
  without: { slug: string; name: string }[];
  /** Address of the launch page, filled in; null when no model remains, or when none blocks it any more. */
  address: string | null;
}
