import { expect } from "@playwright/test";
import type { RoleName } from "@/lib/auth/roles";
import { addresses } from "./addresses";
import { test } from "./fixtures";

const lists: readonly { path: string; role: RoleName }[] = [
  { path: "/people", role: "operator" },
  { path: "/reviews/decided?q=nobody-wrote-this", role: "maintainer" },
  { path: "/runs?kind=individual", role: "contributor" },
  { path: "/models?q=qwen", role: "contributor" },
  { path: "/systems", role: "contributor" },
  { path: "/models/zoo-scribe/answers?outcome=right", role: "contributor" },
  { path: "/?split=test", role: "contributor" },
];

for (const { path, role } of lists) {
  test(`a page of ${path} past the end shows the last one, and keeps what was looked for`, async ({ signedInAs }) => {
    const page = await signedInAs(role);
    const beyond = ["page", "modelPage", "systemPage"].map((name) => `${name}=999`).join("&");
    await page.goto(`${addresses.demo()}${path}`);
    const shown = await page.getByRole("main").getByRole("row").count();
    const answer = await page.goto(`${addresses.demo()}${path}${path.includes("?") ? "&" : "?"}${beyond}`);
    expect(answer?.status()).toBe(200);
    for (const [name, value] of new URL(path, addresses.demo()).searchParams) {
      expect(new URL(page.url()).searchParams.get(name)).toBe(value);
    }
    // The first page has the most rows; the last one has some whenever the first has.
    expect((await page.getByRole("main").getByRole("row").count()) > 1).toBe(shown > 1);
  });
}

test("a cell without a value says why, by keyboard and before scripts", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, baseURL: addresses.demo() })).newPage();
  await page.goto("/models?q=conditional-probability");
  const mark = page.getByRole("button", { name: "The number of parameters is not known" }).first();
  await mark.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("note").filter({ hasText: "The number of parameters is not known" }).first()).toBeVisible();
});

test("the head of a column says what its numbers mean, by keyboard and before scripts", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, baseURL: addresses.demo() })).newPage();
  await page.goto("/models/zoo-scribe");
  const mark = page.getByRole("columnheader").getByRole("button", { name: "What “Unsure marking” means" });
  await mark.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("note").filter({ hasText: "Doubtful verdicts" })).toBeVisible();
});

test("the links of a long page fetch nothing before they are followed", async ({ page }) => {
  const ahead: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("_rsc=")) ahead.push(request.url());
  });
  await page.goto(`${addresses.demo()}/models`);
  await page.getByRole("link", { name: "Next" }).scrollIntoViewIfNeeded();
  await page.waitForTimeout(1_000);
  expect(ahead).toEqual([]);
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL(/page=2/);
  expect(ahead.length).toBeGreaterThan(0);
});

test("whoever signs in for a page comes back to what was asked of it", async ({ page }) => {
  await page.goto(`${addresses.demo()}/runs/new?what=majority-vote&models=zoo-abacus&models=zoo-warden&questionsPerTask=7`);
  await page
    .getByRole("main")
    .getByRole("button", { name: /maintainer/i })
    .click();
  await page.waitForURL(/\/runs\/new/);
  await expect(page.getByRole("checkbox", { name: "zoo-abacus" })).toBeChecked();
  await expect(page.locator("#field-questionsPerTask")).toHaveValue("7");
});

test("the launch page says why a method cannot run here, and links each such method", async ({ page }) => {
  await page.goto(`${addresses.demo()}/runs/new?what=models`);
  await page
    .getByRole("main")
    .getByRole("button", { name: /maintainer/i })
    .click();
  await page
    .getByText(/^Not here yet/)
    .getByRole("link")
    .first()
    .click();
  await page.waitForURL(/what=(?!models)/);
  await expect(page.getByText("cannot run here now")).toBeVisible();
  await expect(page.getByText("Run npm run trainer once")).toBeVisible();
  await expect(page.getByRole("button", { name: "Show the plan" })).toHaveCount(0);
});
