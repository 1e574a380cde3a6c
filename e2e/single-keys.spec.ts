import { expect } from "@playwright/test";
import { addresses } from "./addresses";
import { test } from "./fixtures";
import { decide } from "./submitting/decide";
import { sendToReview } from "./submitting/entry";

test.describe.configure({ timeout: 120_000 });

test("single keys can be switched off for every page, and their hints go with them", async ({ browser, signedInAs }) => {
  const { number } = await sendToReview(browser, "cases/good-two");
  const page = await signedInAs("maintainer");
  const approve = page.getByRole("radio", { name: /^Approve/ });
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await expect(page.locator("kbd", { hasText: /^a$/ }).first()).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("a");
    await expect(approve).toBeChecked({ timeout: 500 });
  }).toPass();

  await page.goto(`${addresses.demo()}/account#keys`);
  const setting = page.getByRole("main").getByRole("group", { name: "Single keys" });
  await setting.getByRole("button", { name: "Off" }).click();
  await expect(setting.getByRole("button", { name: "Off" })).toHaveAttribute("aria-pressed", "true");

  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await expect(page.getByText("Single keys are off.")).toBeVisible();
  await expect(page.locator("kbd", { hasText: /^a$/ }).first()).toBeHidden();
  for (const key of ["a", "c", "r", "?", "j"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/reviews/${number}$`));
  // The page hears keys: one that is no single key still sends, and is told that nothing is chosen.
  await page.getByLabel(/^Reason/).focus();
  await expect(async () => {
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("link", { name: /^Choose what to do/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(approve).not.toBeChecked();
  await decide(page, "Approve");
  await page.waitForURL(/decided=/);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("readers without an account switch single keys off at the foot of any page", async ({ page }) => {
    await page.goto(`${addresses.demo()}/about`);
    const setting = page.getByRole("contentinfo").getByRole("group", { name: "Single keys" });
    await setting.getByRole("button", { name: "Off" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-single-keys", "off");
    await page.goto(`${addresses.demo()}/methods`);
    await expect(page.locator("html")).toHaveAttribute("data-single-keys", "off");
    await setting.getByRole("button", { name: "On" }).click();
    await expect(page.locator("html")).not.toHaveAttribute("data-single-keys");
  });

  test("a decision is chosen and sent", async ({ browser, signedInAs }) => {
    const { number } = await sendToReview(browser, "cases/good-three");
    const page = await signedInAs("maintainer");
    await page.goto(`${addresses.demo()}/reviews/${number}`);
    await page.getByRole("button", { name: "Send the decision" }).click();
    await expect(page.getByText("Choose what to do: approve, ask for changes, or reject.").first()).toBeVisible();
    await page.getByLabel(/^Reason/).fill("Not for this pool.");
    await decide(page, "Reject");
    await page.waitForURL(/decided=/);
    await expect(page.getByText(`Not accepted by you: #${number} cases/good-three`)).toBeVisible();
  });
});
