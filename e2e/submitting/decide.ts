import type { Page } from "@playwright/test";

/** Chooses on the page of a review and sends it. */
export async function decide(page: Page, decision: "Approve" | "Ask for changes" | "Reject"): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(`^${decision}`) }).check();
  await page.locator("[data-send]").click();
}
