import { expect } from "@playwright/test";
import { addresses } from "./addresses";
import { test } from "./fixtures";

test("a plan that is shown follows the form, and cannot be launched while it is another one", async ({ signedInAs }) => {
  test.setTimeout(120_000);
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/runs/new?what=models&models=zoo-abacus&questionsPerTask=1`);
  await page.getByRole("button", { name: "Show the plan" }).click();
  const plan = page.getByRole("region", { name: "Plan" });
  const launch = plan.getByRole("button", { name: /^Launch/ });
  await expect(launch).toHaveText("Launch this run");
  await expect(async () => {
    await page.locator('input[name="models"][value="zoo-scribe"]').setChecked(false);
    await page.locator('input[name="models"][value="zoo-scribe"]').check();
    await expect(plan.locator("[inert]")).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(plan.getByRole("status")).toHaveText("The plan is being made again…");
  await expect(launch).toHaveText("Launch these 2 runs");
  await expect(plan.locator("[inert]")).toHaveCount(0);
  await expect(page).toHaveURL(/models=zoo-abacus&models=zoo-scribe/);
});
