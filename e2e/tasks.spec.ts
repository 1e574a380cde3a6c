import { expect } from "@playwright/test";
import { test } from "./fixtures";
import { inDatabase } from "./in-database";

/** What an operator or a contributor would have written long before; the journeys have no hour to wait for it. */
function declare(trainingData: string | null, model: string): Promise<void> {
  return inDatabase(async (client) => {
    const { rowCount } = await client.query('UPDATE "Model" SET "trainingData" = $1 WHERE "hubId" = $2', [trainingData, model]);
    expect(rowCount).toBeGreaterThan(0);
  });
}

test("a task of the paper says that it is not imported, and how it would be", async ({ page }) => {
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "Of the paper, not imported" })).toBeVisible();
  await page.getByRole("link", { name: "GSM8K" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "GSM8K" })).toBeVisible();
  await expect(page.getByText("Not imported", { exact: true })).toBeVisible();
  await expect(page.getByText("npm run polyphony -- tasks import gsm8k.json")).toBeVisible();
});

test("a task shows its licence, its content's hash and what its questions look like", async ({ page }) => {
  await page.goto("/tasks/capitals");
  await expect(page.getByRole("heading", { name: "How it is asked" })).toBeVisible();
  await expect(page.getByText(/^[0-9a-f]{64}$/).first()).toBeVisible();
});

test.describe("flagged scores", () => {
  test.describe.configure({ timeout: 300_000 });
  const model = "polyphony-zoo/zoo-cartographer";

  test.afterAll(() => declare(null, model));

  test("are marked, explained, and left out by the address alone", async ({ page }) => {
    await expect(async () => {
      await page.goto("/?task=capitals");
      await expect(page.getByRole("table", { name: /^Individual/ }).getByText("zoo-cartographer")).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 240_000, intervals: [2_000] });
    await declare("Capitals of the world\ncapitals", model);
    await page.reload();
    const row = page
      .getByRole("table", { name: /^Individual/ })
      .locator("tbody tr")
      .filter({ hasText: "zoo-cartographer" });
    const mark = row.getByRole("button", { name: "Flagged" }).first();
    await expect(mark).toHaveAccessibleDescription(/was declared to be trained on/);
    const reason = row.getByText(/was declared to be trained on/).first();
    await mark.focus();
    await page.keyboard.press("Enter");
    await expect(reason).toBeInViewport();
    await page.keyboard.press("Escape");
    await expect(reason).toBeHidden();
    await page.getByLabel("Flagged scores").selectOption({ label: "Left out" });
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(/flagged=without/);
    await expect(page.getByRole("table", { name: /^Individual/ }).getByText("zoo-cartographer")).toHaveCount(0);
    await expect(page.getByText("whose score here is flagged").first()).toBeVisible();
    await page.goto("/models/zoo-cartographer");
    await expect(page.getByRole("heading", { name: "Flags" })).toBeVisible();
  });
});
