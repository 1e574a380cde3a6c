import { expect, type Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api/openapi";
import { errorAnswer } from "@/lib/api/shapes";
import { test } from "./fixtures";

/** The first experiment runs while the journeys do; its first systems are there within minutes. */
async function untilMeasured(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto("/");
    await expect(page.getByRole("table", { name: /^Systems/ })).toBeVisible({ timeout: 1_000 });
    await expect(page.getByRole("table", { name: /^Individual/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 240_000, intervals: [2_000] });
}

const namesIn = (page: Page, table: RegExp) => page.getByRole("table", { name: table }).locator("tbody th").allInnerTexts();

test.describe("the leaderboard", () => {
  test.describe.configure({ timeout: 300_000 });

  test("leads from a number to the question behind it and to everyone who spoke", async ({ page }) => {
    await untilMeasured(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    const system = page
      .getByRole("table", { name: /^Systems/ })
      .locator("tbody tr")
      .filter({ hasText: /vote/i })
      .first();
    await system.locator('a[href*="/answers"]').first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Answers" })).toBeVisible();
    await page.getByRole("table").locator("tbody th a").first().click();
    await expect(page.getByRole("heading", { name: "How it came about" })).toBeVisible();
    await expect(page.getByText(/first answer|answer/i).first()).toBeVisible();
    await page.getByRole("link", { name: "What was asked of" }).first().click();
    await expect(page.getByText(/^Checked: this prompt/)).toBeVisible();
    await page.goBack();
    await page.getByRole("link", { name: "What everyone said" }).click();
    await expect(page.getByRole("heading", { name: "In company" })).toBeVisible();
  });

  test("says how far doubtful verdicts could move a score, and leads to those answers alone", async ({ page, request }) => {
    await untilMeasured(page);
    await page.goto("/?modelColumns=name&modelColumns=doubtful");
    const cells = page.getByRole("table", { name: /^Individual/ }).locator("tbody tr td:last-child");
    await expect(cells.first()).toHaveText(/^\d+\s%/);
    const board: { rows: { run: number | null; doubtful: number | null }[] } = await (
      await request.get("/api/v1/leaderboards/individual?scope=task")
    ).json();
    const row = board.rows.find(({ doubtful }) => doubtful !== null && doubtful > 0);
    await page.goto(`/runs/${row?.run}`);
    await expect(page.getByText(/Of \d+ of \d+ markings we are less than 95\s% sure\. Were each of them/)).toBeVisible();
    await page.getByRole("link", { name: "Unsure marking", exact: true }).click();
    await expect(page).toHaveURL(/show=doubtful/);
    const cards = page.locator("article");
    await expect(cards.first()).toContainText("Read the answer yourself.");
    await expect(cards.filter({ hasNotText: "Read the answer yourself." })).toHaveCount(0);
  });

  test("exports exactly the rows of the view, in its order", async ({ page, request }) => {
    await untilMeasured(page);
    // A run that ends between two of the requests changes the board; then all is compared again.
    await expect(async () => {
      await page.goto("/?modelSort=name");
      const names = await namesIn(page, /^Individual/);
      const href = await page.locator("#individuals").getByRole("link", { name: "JSON" }).getAttribute("href");
      const table: { rows: unknown[][]; columns: string[] } = await (await request.get(href ?? "")).json();
      expect(table.rows.map((row) => row[table.columns.indexOf("name")])).toEqual(names);
      const csv = await request.get((href ?? "").replace("format=json", "format=csv"));
      expect(csv.headers()["content-type"]).toContain("text/csv");
      expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(names.length + 1);
    }).toPass();
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test.describe.configure({ timeout: 300_000 });

  test("the board is filtered, sorted and put back by its address alone", async ({ page }) => {
    await untilMeasured(page);
    const shown = () => namesIn(page, /^Individual/);
    const all = await shown();
    const wanted = all[0] ?? "";
    await page.getByLabel("Name contains").fill(wanted);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(/[?&]q=/);
    await expect.poll(shown).toContain(wanted);
    await expect(page.locator("#individuals")).toContainText("left out by your filters");
    await page.locator("#individuals").getByRole("link", { name: "show" }).click();
    await expect.poll(shown).toEqual(expect.arrayContaining(all));
    await page
      .getByRole("table", { name: /^Individual/ })
      .getByRole("link", { name: "Model", exact: true })
      .click();
    await expect(page).toHaveURL(/[?&]modelSort=/);
    await expect
      .poll(async () => {
        const sorted = await shown();
        return (
          sorted.length >= all.length && sorted.every((name, place) => place === 0 || (sorted[place - 1] ?? "").localeCompare(name) <= 0)
        );
      })
      .toBe(true);
  });

  test("an address that nobody understands is explained, not refused", async ({ page }) => {
    await page.goto("/?task=no-such-task");
    await expect(page.getByText("Part of this address was not understood")).toBeVisible();
  });
});

test.describe("the public interface", () => {
  for (const route of apiRoutes) {
    test(`answers ${route.path} in its published shape, to every origin`, async ({ request }) => {
      const path = route.path.replace("{number}", "1").replace("{slug}", "first-light");
      const response = await request.get(`${path}${route.otherForms ? "?format=json" : ""}`, {
        headers: { origin: "https://elsewhere.example" },
      });
      const inTrouble = (route.troubles ?? []).filter(({ name }) => name === route.answer.name).map(({ status }) => Number(status));
      const mayBeMissing = route.path.includes("{slug}") ? [404] : [];
      expect([200, ...mayBeMissing, ...inTrouble]).toContain(response.status());
      expect(response.headers()["access-control-allow-origin"]).toBe("*");
      // Not every installation has an experiment.
      if (response.status() === 404) return errorAnswer.parse(await response.json());
      route.answer.shape.parse(await response.json());
    });
  }

  test("refuses a parameter that it does not know and says which it does", async ({ request }) => {
    const response = await request.get("/api/v1/leaderboards/individual?taks=x");
    expect(response.status()).toBe(400);
    expect((await response.json()).error.message).toContain("It takes: split");
  });

  test("answers in JSON where there is nothing", async ({ request }) => {
    const response = await request.get("/api/v1/leaderboard");
    expect(response.status()).toBe(404);
    expect((await response.json()).error.code).toBe("NOT_FOUND");
  });

  test("is described by a document and a page of the same routes", async ({ page, request }) => {
    const document = await (await request.get("/api/v1/openapi.json")).json();
    expect(Object.keys(document.paths)).toEqual(apiRoutes.map((route) => route.path));
    await page.goto("/api-docs");
    // An address with a name to fill in leads nowhere by itself.
    for (const { path } of apiRoutes) {
      const named = path.includes("{")
        ? page.getByText(`GET ${path}`, { exact: true })
        : page.getByRole("link", { name: path, exact: true });
      await expect(named.first()).toBeVisible();
    }
  });
});
