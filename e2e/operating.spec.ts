import { type Browser, expect, type Page } from "@playwright/test";
import type { RoleName } from "@/lib/auth/roles";
import { addresses } from "./addresses";
import { enterThroughPicker, test } from "./fixtures";
import { decide } from "./submitting/decide";
import { fillEntry, sendEntry, untilState } from "./submitting/entry";

/** Runs that wait for a person, and what fails in numbers. Each step uses what the last one left. */
test.describe.configure({ mode: "serial", timeout: 600_000 });

const hubId = "cases/taken-back";
const name = "taken-back";
let submission = 0;
let system = "";

async function newPageAs(browser: Browser, role: RoleName, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled, baseURL: addresses.demo() })).newPage();
  await enterThroughPicker(page, role);
  return page;
}

/** Opens the run's page again until it shows the state: what it says must not depend on scripts. */
async function untilRunIs(page: Page, state: string, seconds: number): Promise<void> {
  await expect(async () => {
    await page.goto(new URL(page.url()).pathname);
    await expect(page.locator(`[data-run-state="${state}"]`)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: seconds * 1_000, intervals: [500] });
}

/** Opens the launch page for this choice and launches what the plan shows. Gives the run's address. */
async function launch(page: Page, query: string): Promise<string> {
  await page.goto(`/runs/new?${query}&plan=show`);
  await page.getByRole("button", { name: "Launch this run" }).click();
  await page.waitForURL(/\/runs\/\d+$/);
  return new URL(page.url()).pathname;
}

test("a maintainer reads what a run will cost, caps it, and approves more when it pauses", async ({ browser }) => {
  const page = await newPageAs(browser, "maintainer", false);
  await page.goto("/runs/new?what=models");
  await page.locator('input[name="models"][value="zoo-warden"]').check();
  await page.locator('input[name="tasks"][value="dangers"]').check();
  await page.getByText("Limits", { exact: true }).click();
  await page.getByLabel("Pause after so many generated tokens").fill("1");
  await page.getByRole("button", { name: "Show the plan" }).click();
  const plan = page.getByRole("region", { name: "Plan" });
  await expect(plan).toContainText("Tokens to generate");
  await expect(plan).toContainText("in 9 of 10 cases");
  await expect(plan).toContainText("known already");
  await page.getByRole("button", { name: "Launch this run" }).click();
  // Without scripts the browser keeps the place of the plan in the address.
  await page.waitForURL(({ pathname }) => /^\/runs\/\d+$/.test(pathname));
  // The first experiment may be at work before it.
  await untilRunIs(page, "needs_approval", 400);
  await expect(page.getByRole("main")).toContainText("more than the 1 that were approved");
  await expect(page.getByRole("main")).toContainText(/\d+ of \d/);

  await page.getByLabel("Pause again after so many generated tokens").fill("1");
  await page.getByRole("button", { name: "Approve and go on" }).click();
  await expect(page.getByRole("alert")).toContainText("that it has generated already");
  await expect(page.getByLabel("Pause again after so many generated tokens")).toHaveValue("1");
  await page.getByLabel("Pause again after so many generated tokens").fill("");
  await page.getByRole("button", { name: "Approve and go on" }).click();
  await expect(page.locator('[data-run-state="needs_approval"]')).toHaveCount(0);
  await untilRunIs(page, "done", 240);
  await expect(page.getByRole("list", { name: "History of the run" })).toContainText("approved: any number of generated tokens");
});

test("runs of a model that nobody serves fail, and an operator retries all of them at once, without scripts", async ({ browser }) => {
  const contributor = await newPageAs(browser, "contributor");
  await fillEntry(contributor, hubId);
  submission = await sendEntry(contributor);
  await untilState(contributor, submission, "In review");
  const maintainer = await newPageAs(browser, "maintainer");
  await maintainer.goto(`/reviews/${submission}`);
  for (const waiver of await maintainer.locator('input[name="waivers"]').all()) await waiver.check();
  await maintainer.locator('textarea[name="reason"]').fill("Welcome.");
  await decide(maintainer, "Approve");
  await maintainer.waitForURL(/decided=/);
  await untilState(contributor, submission, "In the pool");
  const alone = `what=models&models=${name}&split=test&questionsPerTask=1`;
  const failing = [await launch(maintainer, alone), await launch(maintainer, alone)];
  for (const run of failing) {
    await maintainer.goto(run);
    // They wait for the first experiment, and then a minute for a server.
    await untilRunIs(maintainer, "failed", 400);
  }
  const reader = await (await browser.newContext({ baseURL: addresses.demo() })).newPage();
  await reader.goto(failing[0] ?? "");
  await expect(reader.getByRole("main")).toContainText("No model server offers one of the models.");
  await expect(reader.getByRole("main")).not.toContainText("127.0.0.1");
  // What to do is for those who can do it.
  await expect(reader.getByRole("main")).not.toContainText("ENDPOINTS");
  await expect(maintainer.getByRole("main")).toContainText("ENDPOINTS");
  await reader.goto("/runs?state=failed");
  await expect(reader.getByRole("row").filter({ hasText: name }).first()).toContainText("No model server offers one of the models.");

  const operator = await newPageAs(browser, "operator", false);
  await operator.goto("/operate");
  await expect(operator.getByRole("main")).toContainText("Alive");
  const group = operator.locator('[data-failure-group="NOT_SERVED"]').filter({ hasText: hubId });
  await expect(group).toContainText("Retry these 2 runs");
  await group.getByLabel("Yes, queue these 2 runs again").check();
  await group.getByRole("button", { name: "Retry these 2 runs" }).click();
  await expect(operator.getByRole("main")).toContainText("2 runs were queued again.");
  await expect(operator.locator('[data-failure-group="NOT_SERVED"]').filter({ hasText: hubId })).toHaveCount(0);
  for (const run of failing) {
    await maintainer.goto(run);
    await expect(maintainer.getByRole("list", { name: "History of the run" })).toContainText("retried");
    const ask = maintainer.getByText("Cancel…");
    // A run that has worked for a minute is asked about first.
    if ((await ask.count()) > 0) await ask.click();
    await maintainer.getByRole("button", { name: /^Cancel/ }).click();
    // Without another visit, which would come before the press where the machine is busy; five seconds are the worst.
    await expect(maintainer.locator('[data-run-state="cancelled"]')).toBeVisible({ timeout: 10_000 });
  }
});

test("a withdrawn consent blocks the run, and one press plans it again without the model", async ({ browser }) => {
  const maintainer = await newPageAs(browser, "maintainer");
  const query = `what=majority-vote&models=zoo-abacus&models=${name}&models=zoo-warden&split=test&questionsPerTask=2&devPerTask=2`;
  system = await launch(maintainer, query);
  const contributor = await newPageAs(browser, "contributor", false);
  await contributor.goto(`/submissions/${submission}`);
  for (const closed of await contributor.locator("details:not([open]) > summary").all()) await closed.click();
  await contributor.getByRole("button", { name: "Withdraw now" }).click();
  await untilRunIs(maintainer, "blocked_consent", 60);
  await expect(maintainer.getByRole("main")).toContainText(`Consent was withdrawn: ${name}.`);

  await maintainer.getByRole("link", { name: `Plan again without ${name}` }).click();
  await maintainer.waitForURL(/replaces=/);
  await expect(maintainer.getByRole("main")).toContainText("This takes the place of run");
  await expect(maintainer.getByRole("checkbox", { name: "zoo-abacus" })).toBeChecked();
  await expect(maintainer.locator("#field-questionsPerTask")).toHaveValue("2");
  await maintainer.getByRole("button", { name: "Launch this run" }).click();
  await maintainer.waitForURL((url) => /\/runs\/\d+$/.test(url.pathname) && url.pathname !== system);
  const next = new URL(maintainer.url()).pathname;
  await untilRunIs(maintainer, "done", 240);
  await maintainer.goto(system);
  await expect(maintainer.locator('[data-run-state="cancelled"]')).toBeVisible();
  await expect(maintainer.getByRole("list", { name: "History of the run" })).toContainText(`replaced by run #${next.split("/").at(-1)}`);
});
