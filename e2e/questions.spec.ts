import { expect, type Page } from "@playwright/test";
import { addresses } from "./addresses";
import { test } from "./fixtures";

test.describe.configure({ timeout: 300_000 });

/** Goes to the answers of a system of this method as soon as the first experiment has measured one. */
async function goToAnswers(page: Page, method: string): Promise<void> {
  await expect(async () => {
    await page.goto(`${addresses.demo()}/systems`);
    const system = page.locator(`main a[href^="/systems/${method}"]`).first();
    await expect(system).toBeVisible({ timeout: 1_000 });
    const href = await system.getAttribute("href");
    await page.goto(`${addresses.demo()}${href}/answers?outcome=right`);
    await expect(page.locator("main tbody tr").nth(1)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 240_000, intervals: [2_000] });
}

test("a reader goes from question to question within what was chosen, each under its own title", async ({ page }) => {
  await goToAnswers(page, "majority-vote");
  const links = page.locator("main tbody th a");
  const [first = "", second = ""] = await links.allTextContents();
  await links.nth(0).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText(first.slice(0, 20));
  const beside = page.getByRole("navigation", { name: "Questions beside this one" });
  await expect(beside).toContainText(/1 of \d+ questions: right/);
  await expect(beside.getByRole("link", { name: "Previous" })).toHaveCount(0);
  const title = await page.title();
  await beside.getByRole("link", { name: "Next" }).click();
  await expect(beside).toContainText(/2 of \d+ questions: right/);
  await expect(heading).toContainText(second.slice(0, 20));
  await expect.poll(() => page.title()).not.toBe(title);
  await page.getByRole("link", { name: "Answers", exact: true }).click();
  await expect(page).toHaveURL(/outcome=right/);
});

test("a step that chose among members says among whom and whom", async ({ page }) => {
  await goToAnswers(page, "prompt-routing");
  await page.locator("main tbody th a").first().click();
  const way = page.getByRole("region", { name: "How it came about" });
  await expect(way).toContainText(/zoo-\w+ or zoo-\w+\? → zoo-\w+/);
  await expect(way).toContainText("The models were not told each other's names.");
});
