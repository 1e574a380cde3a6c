import { type Browser, expect, type Page } from "@playwright/test";
import { addresses } from "../addresses";
import { signInAs } from "../fixtures";

/** Fills the entry form with what is needed, for one of the stand-in's repositories. */
export async function fillEntry(
  page: Page,
  hubId: string,
  description = `Answers questions about the subject of ${hubId}.`,
): Promise<void> {
  await page.goto(`${addresses.demo()}/submit?new=1`);
  await page.getByLabel("Model ID on the Hugging Face Hub").fill(hubId);
  await page.getByLabel(/^Description/).fill(description);
  await page.getByLabel("Your name").fill("Ada Okafor");
  await page.getByLabel(/^Run it/).check();
  await page.getByLabel(/^Show its scores/).check();
}

/** Sends the form and gives the number of the submission. */
export async function sendEntry(page: Page): Promise<number> {
  await page.getByRole("button", { name: "Send it in" }).click();
  await page.waitForURL(/\/submissions\/\d+/);
  return Number(/submissions\/(\d+)/.exec(page.url())?.[1]);
}

/** Loads the page again until the worker has moved the submission on. */
export async function untilState(page: Page, number: number, state: string): Promise<void> {
  await expect(async () => {
    await page.goto(`${addresses.demo()}/submissions/${number}`);
    // In the head, because the way of a submission names states that it has not come to yet.
    await expect(page.getByRole("main").locator("header").getByText(state, { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 45_000 });
}

/** A submission of a new contributor that waits for a decision, and the contributor's page. */
export async function sendToReview(browser: Browser, hubId: string): Promise<{ number: number; author: Page }> {
  const author = await (await browser.newContext()).newPage();
  await signInAs(author, "contributor");
  await fillEntry(author, hubId);
  const number = await sendEntry(author);
  await untilState(author, number, "In review");
  return { number, author };
}
