import { type Browser, expect, type Page } from "@playwright/test";
import { addresses } from "./addresses";
import { enterThroughPicker, test } from "./fixtures";
import { decide } from "./submitting/decide";

/** One model's way from a contributor's form to the board, with real models answering. Each step uses what the last one left. */
test.describe.configure({ mode: "serial" });

let submission = "";

async function newPageAs(browser: Browser, role: "contributor" | "maintainer"): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await enterThroughPicker(page, role);
  return page;
}

/** Reloads until the page shows `text`: workers need a moment, and the page must be right without scripts too. */
async function reloadUntil(page: Page, text: string | RegExp, seconds: number): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: seconds * 1_000, intervals: [500] });
}

test("a contributor submits a model, and the Hub is asked about it", async ({ browser }) => {
  const page = await newPageAs(browser, "contributor");
  await page.goto("/submit?new=1");
  await page.getByLabel("Model ID on the Hugging Face Hub").fill("polyphony-zoo/zoo-base");
  await page.getByLabel("Your name").fill("Ada Okafor");
  await page.getByLabel("Description").fill("The common ancestor of the zoo: knows a little of everything and nothing well.");
  for (const box of await page.locator('input[name="scopes"]').all()) {
    await expect(box).not.toBeChecked();
    await box.check();
  }
  await page.locator('button[name="intent"][value="send"]').click();
  await page.waitForURL(/\/submissions\/\d+/);
  submission = new URL(page.url()).pathname;
  await page.goto(submission);
  await reloadUntil(page, /in review|waits for a maintainer/i, 30);
});

test("a maintainer approves it, and it joins the pool", async ({ browser }) => {
  const page = await newPageAs(browser, "maintainer");
  await page.goto(submission.replace("/submissions/", "/reviews/"));
  for (const waiver of await page.locator('input[name="waivers"]').all()) await waiver.check();
  await page.locator('textarea[name="reason"]').fill("Small on purpose; welcome.");
  await decide(page, "Approve");
  await page.waitForURL(/decided=/);
  await expect(async () => {
    const answer = await page.request.get("/api/v1/models");
    expect(JSON.stringify(await answer.json())).toContain("polyphony-zoo/zoo-base");
  }).toPass({ timeout: 30_000 });
});

test("the contributor sees what became of it and reads the reason", async ({ browser }) => {
  const page = await newPageAs(browser, "contributor");
  await page.goto(submission);
  await reloadUntil(page, /in the pool|admitted/i, 30);
  await expect(page.getByText("Small on purpose; welcome.").first()).toBeVisible();
  const steps = page.getByRole("list", { name: "After the pool" }).getByRole("listitem");
  await expect(steps.nth(0)).toContainText("A maintainer launches a run of your model alone.");
  await expect(steps.nth(3)).toContainText("you agreed to published scores");
});

test("a maintainer evaluates it alone, watching the run", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await newPageAs(browser, "maintainer");
  await page.goto("/runs/new?what=models");
  await page.locator('input[name="models"][value="zoo-base"]').check();
  await page.locator('input[name="questionsPerTask"]').fill("5");
  await page.getByRole("button", { name: "Show the plan" }).click();
  await page.getByRole("button", { name: /Launch this run/ }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await reloadUntil(page, /^done$/i, 100);
});

test("the contributor follows it from the queue to a published score", async ({ browser }) => {
  const page = await newPageAs(browser, "contributor");
  await page.goto(submission);
  const way = page.getByRole("list", { name: "The way of a submission" });
  await expect(way.locator('[aria-current="step"]')).toHaveText("Published");
  const steps = page.getByRole("list", { name: "After the pool" }).getByRole("listitem");
  await expect(steps.nth(0)).toContainText("A maintainer launched a run of your model alone.");
  await expect(steps.nth(1)).toContainText(/(\d+) of \1 questions are answered\./);
  await steps.nth(2).getByRole("link", { name: "Scores and answers" }).click();
  await expect(page.getByRole("heading", { name: "Scores" })).toBeVisible();
  await page.goto(submission);
  await steps.nth(3).getByRole("link", { name: "The model's page" }).click();
  await expect(page).toHaveURL(/\/models\/zoo-base$/);
});

test("a maintainer composes it with another model, and the system is ranked", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await newPageAs(browser, "maintainer");
  await page.goto("/runs/new?what=majority-vote");
  for (const slug of ["zoo-base", "zoo-cartographer"]) await page.locator(`input[name="models"][value="${slug}"]`).check();
  await page.locator('input[name="questionsPerTask"]').fill("5");
  await page.locator('input[name="devPerTask"]').fill("5");
  await page.getByRole("button", { name: "Show the plan" }).click();
  await page.getByRole("button", { name: /Launch this run/ }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await reloadUntil(page, /^done$/i, 100);
});

test("the board shows the model with score, number of questions and interval, and the interface says the same", async ({ page }) => {
  await page.goto("/");
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: /zoo-base/i }) })
    .first();
  await expect(row).toContainText("%");
  const answer = await page.request.get(`${addresses.demo()}/api/v1/leaderboards/individual`);
  const { rows } = (await answer.json()) as { rows: { name: string; score: number; n: number; interval: [number, number] }[] };
  const mine = rows.filter((entry) => /zoo-base/i.test(entry.name));
  expect(mine.length).toBeGreaterThan(0);
  for (const { score, n, interval } of mine) {
    expect(n).toBeGreaterThan(0);
    expect(interval[0]).toBeLessThanOrEqual(score);
    expect(interval[1]).toBeGreaterThanOrEqual(score);
  }
});

test("a reader follows a number down to what each member said", async ({ page }) => {
  await page.goto("/systems");
  await page.getByRole("link", { name: /vote/i }).first().click();
  await page.waitForURL(/\/systems\//);
  await page.goto(`${new URL(page.url()).pathname}/answers`);
  await page
    .locator("main")
    .getByRole("link")
    .filter({ hasText: /\S/ })
    .locator("visible=true")
    .and(page.locator('a[href*="/answers/"]'))
    .first()
    .click();
  await expect(page.getByRole("main")).toContainText("What everyone said");
  await expect(page.getByRole("main")).toContainText(/zoo-[a-z]+/);
});
