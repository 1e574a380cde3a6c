import { expect } from "@playwright/test";
import { addresses } from "./addresses";
import { otherBrowser } from "./auth/journeys";
import { signInAs, test } from "./fixtures";

test("a role given acts at the person's next step, with its reason on record", async ({ browser, page }) => {
  const person = await otherBrowser(browser);
  const { name } = await signInAs(person, "evaluator");
  await person.goto(`${addresses.demo()}/people`);
  await expect(person.getByRole("heading", { level: 1 })).not.toHaveText("People");

  await signInAs(page, "operator");
  await page.goto(`${addresses.demo()}/people?search=${encodeURIComponent(name)}`);
  await page.getByRole("main").getByRole("link", { name }).click();
  const auditor = page.getByRole("main").getByRole("listitem").filter({ hasText: "Reads every record" });
  await auditor.getByText("Make auditor").first().click();
  await auditor.getByRole("button", { name: "Make auditor" }).click();
  await expect(page.getByText("Say why in a few words").first()).toBeVisible();
  await auditor.getByLabel("Reason").fill("Helps with the yearly audit");
  await auditor.getByRole("button", { name: "Make auditor" }).click();
  await expect(page.getByText("Helps with the yearly audit")).toBeVisible();
  await person.reload();
  await expect(person.getByRole("heading", { level: 1 })).toHaveText("People");

  await page.reload();
  await auditor.getByText("Take the role auditor").first().click();
  await auditor.getByLabel("Reason").fill("The audit is over");
  await auditor.getByRole("button", { name: "Take the role auditor" }).click();
  await expect(page.getByText("The audit is over")).toBeVisible();
  await person.reload();
  await expect(person.getByRole("heading", { level: 1 })).not.toHaveText("People");
});

test("a suspended person is told so and is nobody in particular until reinstated", async ({ browser, page }) => {
  const person = await otherBrowser(browser);
  const { name } = await signInAs(person, "evaluator");
  await signInAs(page, "operator");
  await page.goto(`${addresses.demo()}/people?search=${encodeURIComponent(name)}`);
  await page.getByRole("main").getByRole("link", { name }).click();
  await page.getByRole("region", { name: "Standing" }).getByLabel("Reason").fill("Account may be stolen");
  await page.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByRole("button", { name: "Reinstate" })).toBeVisible();

  await person.goto(`${addresses.demo()}/account`);
  await expect(person.getByText("account is suspended")).toBeVisible();

  await page.getByRole("region", { name: "Standing" }).getByLabel("Reason").fill("It was not");
  await page.getByRole("button", { name: "Reinstate" }).click();
  await expect(page.getByRole("button", { name: "Suspend" })).toBeVisible();
  await person.goto(`${addresses.demo()}/account`);
  await expect(person.getByRole("heading", { level: 1 })).toHaveText(name);
});
