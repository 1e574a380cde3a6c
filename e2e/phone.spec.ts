import { expect, type Locator, type Page } from "@playwright/test";
import { addresses } from "./addresses";
import { test } from "./fixtures";

test.use({ viewport: { width: 360, height: 740 } });

/** Waits for what the first experiment measures, and leaves the page there. */
async function untilThere(page: Page, path: string, found: (page: Page) => Locator): Promise<Locator> {
  await expect(async () => {
    await page.goto(addresses.demo() + path);
    await expect(found(page).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 240_000, intervals: [2_000] });
  return found(page).first();
}

/** Whether all of it is on the screen's width, without any scrolling sideways. */
async function expectInSight(what: Locator): Promise<void> {
  await what.scrollIntoViewIfNeeded();
  await expect
    .poll(async () => {
      const box = await what.boundingBox();
      return box !== null && box.width > 0 && box.x >= 0 && box.x + box.width <= 360;
    })
    .toBe(true);
}

/** Roles of the table as assistive technology gets them from this browser. */
async function rolesIn(page: Page): Promise<Set<string>> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return new Set(nodes.filter(({ ignored }) => !ignored).map(({ role }) => String(role?.value)));
}

test.describe("on a phone", () => {
  test.describe.configure({ timeout: 300_000 });

  for (const { name, path, row, shown } of [
    {
      name: "a system of the leaderboard",
      path: "/",
      row: "#systems tbody tr",
      shown: ["th", 'td[data-label="Score"]', 'td[data-label="Gain"]'],
    },
    {
      name: "a model of the leaderboard",
      path: "/",
      row: "#individuals tbody tr",
      shown: ["th", 'td[data-label="Score"]', 'td[data-label="Rank"]'],
    },
    {
      name: "a system of the list",
      path: "/systems",
      row: "main tbody tr",
      shown: ["th", 'td[data-label="Score"]', 'td[data-label="Gain"]'],
    },
    { name: "a run", path: "/runs", row: "main tbody tr", shown: ["th", 'td[data-label="State"]', 'td[data-label="Questions"]'] },
    { name: "an answer", path: "/models/zoo-scribe/answers", row: "main tbody tr", shown: ["th", 'td[data-label="Answer"]'] },
  ]) {
    test(`${name} shows what matters without scrolling sideways, and stays a row of a table`, async ({ page }) => {
      const first = await untilThere(page, path, (where) => where.locator(row));
      for (const part of shown) await expectInSight(first.locator(part).first());
      const over = await first.evaluate((line) => {
        const box = line.closest("[data-scroll-container]");
        return box ? box.scrollWidth - box.clientWidth : null;
      });
      expect(over).toBe(0);
      const roles = await rolesIn(page);
      for (const role of ["table", "row", "columnheader", "rowheader", "cell"]) expect(roles, role).toContain(role);
    });
  }
});
