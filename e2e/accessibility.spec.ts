import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { RoleName } from "@/lib/auth/roles";
import { addresses } from "./addresses";
import { addDerived, derivedPage, jobPage } from "./derived";
import { test } from "./fixtures";
import { fillEntry, sendEntry, sendToReview } from "./submitting/entry";

/** A page by its address, or the first page of a kind that another page links to, and `onwards` the first that this one does. */
type Stop = string | { on: string; matching: RegExp; onwards?: RegExp };

const open: readonly Stop[] = [
  "/",
  "/models",
  { on: "/models", matching: /^\/models\/[^/?#]+$/ },
  "/systems",
  { on: "/systems", matching: /^\/systems\/[^/?#]+$/ },
  { on: "/systems", matching: /^\/systems\/[^/?#]+\/answers$/ },
  { on: "/systems", matching: /^\/systems\/multi-agent-refine[^/?#]+\/answers$/, onwards: /\/answers\/[^/?#]+$/ },
  { on: "/models/zoo-scribe/answers", matching: /^\/questions\/[^/?#]+$/ },
  { on: "/models/zoo-scribe/answers", matching: /^\/questions\/[^/?#]+$/, onwards: /\/asked\/[^/?#]+$/ },
  derivedPage,
  "/tasks",
  { on: "/tasks", matching: /^\/tasks\/[^/?#]+$/ },
  "/tasks/gsm8k",
  "/?flagged=without&imported=show",
  "/methods",
  "/about",
  "/runs",
  { on: "/runs", matching: /^\/runs\/[^/?#]+$/ },
  "/experiments",
  { on: "/experiments", matching: /^\/experiments\/[^/?#]+$/ },
  "/api-docs",
  "/sign-in",
  "/no-such-page",
];

const behindSignIn: readonly { role: RoleName; stops: readonly Stop[] }[] = [
  { role: "contributor", stops: ["/account", "/submit", "/submissions", { on: "/submissions", matching: /^\/submissions\/\d+$/ }] },
  {
    role: "maintainer",
    stops: [
      "/reviews",
      "/reviews/decided",
      { on: "/reviews", matching: /^\/reviews\/[^/?#]+$/ },
      "/runs/new",
      "/operate",
      "/operate/cluster",
      jobPage,
    ],
  },
  { role: "auditor", stops: ["/reviews/decided", "/people"] },
  { role: "operator", stops: ["/people", { on: "/people", matching: /^\/people\/[^/?#]+$/ }] },
];

const looks = [
  { name: "in light colours on a wide screen", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "in dark colours at 360 pixels", colorScheme: "dark", viewport: { width: 360, height: 740 } },
] as const;

/** The addresses of the links on the page that stay on this site, without their fragments. */
async function linksOn(page: Page): Promise<string[]> {
  const all = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => (link instanceof HTMLAnchorElement ? link.href : "")));
  const here = new URL(page.url()).origin;
  return [...new Set(all.filter((href) => href.startsWith(here)).map((href) => href.slice(here.length).split("#")[0] ?? ""))];
}

/** Goes to the stop. The first experiment is at work meanwhile: what it measures may not be there at the first look. */
async function goTo(page: Page, stop: Stop): Promise<void> {
  if (typeof stop === "string") {
    await page.goto(addresses.demo() + stop);
    return;
  }
  await expect(async () => {
    await page.goto(addresses.demo() + stop.on);
    await follow(page, stop.matching);
    if (stop.onwards) await follow(page, stop.onwards);
  }).toPass({ timeout: 240_000, intervals: [1_000] });
}

async function follow(page: Page, matching: RegExp): Promise<void> {
  const found = (await linksOn(page)).find((href) => matching.test(href.split("?")[0] ?? ""));
  if (found === undefined) throw new Error(`${page.url()} has no link that matches ${matching}`);
  await page.goto(addresses.demo() + found);
}

/** Collects what the browser refuses because of the policy, and what breaks in scripts. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error in ${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (/Content.Security.Policy|hydrat/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  return complaints;
}

/** Until the page is drawn in its new colours and size: between two frames it has some of both. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isMoving = () => document.getAnimations().some(({ playState }) => playState === "running");
    for (let frames = 0; frames < 2 || (isMoving() && frames < 60); frames += 1) await frame();
  });
}

/** What axe finds against WCAG 2.2 A and AA, a line per element. */
async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    // In the page itself and not in a blank one beside it, which costs half; it sees all frames but foreign ones, and we have none.
    .setLegacyMode()
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`));
}

/** Parts that stick out to the side of the page, outside containers that scroll by themselves. */
async function sticksOut(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

function nameOf(stop: Stop): string {
  if (typeof stop === "string") return stop;
  return [stop.on, stop.matching.source, ...(stop.onwards ? [stop.onwards.source] : [])].join(" → ");
}

/** Opens each stop once and looks at it in every colour and width. */
async function visit(page: Page, stops: readonly Stop[]): Promise<void> {
  const complaints = watch(page);
  for (const stop of stops) {
    await test.step(nameOf(stop), async () => {
      await goTo(page, stop);
      await page.locator("details").evaluateAll((all) => {
        for (const one of all) one.setAttribute("open", "");
      });
      const where = new URL(page.url()).pathname;
      expect.soft(await page.locator("h1").count(), `main headings on ${where}`).toBe(1);
      expect.soft(await page.title(), `title of ${where}`).not.toBe("");
      for (const look of looks) {
        await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize(look.viewport);
        await settle(page);
        expect.soft(await barriersOn(page), `barriers on ${where} ${look.name}`).toEqual([]);
        expect.soft(await sticksOut(page), `sideways scroll of ${where} ${look.name}`).toBe(0);
      }
    });
  }
  expect(complaints).toEqual([]);
}

test.beforeAll(addDerived);

test.describe("in light and dark, wide and at 360 pixels", () => {
  // In parallel, because a browser looks at one page at a time and these are half of all journeys.
  test.describe.configure({ mode: "parallel", timeout: 300_000 });

  for (const stop of open) {
    test(`${nameOf(stop)} can be read by everyone`, async ({ page }) => {
      await visit(page, [stop]);
    });
  }

  for (const { role, stops } of behindSignIn) {
    test(`everything a ${role} needs can be used by everyone`, async ({ browser, signedInAs }) => {
      const page = await signedInAs(role);
      if (role === "contributor") {
        await fillEntry(page, "cases/adapter");
        await sendEntry(page);
      }
      if (role === "maintainer") await sendToReview(browser, "cases/no-chat-template");
      await visit(page, stops);
    });
  }
});

test("no link that a maintainer meets leads nowhere", async ({ browser, signedInAs }) => {
  test.setTimeout(300_000);
  await sendToReview(browser, "cases/unsafe-file");
  const page = await signedInAs("maintainer");
  const seen = new Set<string>();
  // A maintainer has no submissions of their own.
  const stops = behindSignIn.flatMap(({ role, stops: theirs }) => {
    if (role === "contributor") return theirs.filter((stop) => typeof stop === "string");
    return role === "maintainer" ? theirs : [];
  });
  for (const stop of [...open, ...stops]) {
    // A page that does not exist is looked at too; its link past the navigation leads to itself.
    if (stop === "/no-such-page") continue;
    await goTo(page, stop);
    for (const href of await linksOn(page)) seen.add(href);
  }
  const broken: string[] = [];
  const hrefs = [...seen];
  const ask = async (href: string) => {
    const answer = await page.request.get(addresses.demo() + href);
    if (!answer.ok()) broken.push(`${answer.status()} ${href}`);
  };
  for (let from = 0; from < hrefs.length; from += 4) await Promise.all(hrefs.slice(from, from + 4).map(ask));
  expect(seen.size).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});

test("the first press of Tab offers the way past the navigation", async ({ page }) => {
  await page.goto(`${addresses.demo()}/about`);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, colorScheme: "light" });

  test("the colours can be chosen, and stay chosen", async ({ page }) => {
    await page.goto(`${addresses.demo()}/about`);
    await page.getByRole("button", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.goto(`${addresses.demo()}/methods`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    expect(await page.locator("html").evaluate((root) => getComputedStyle(root).backgroundColor)).toBe("rgb(20, 23, 28)");
    await page.getByRole("button", { name: "As the system" }).click();
    await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  });

  test("a wide table can be scrolled by keyboard", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${addresses.demo()}/`);
    const table = page.locator("[data-scroll-container]:visible").first();
    await table.focus();
    await expect(table).toBeFocused();
    await expect(table).toHaveAttribute("aria-label", /.+/);
  });
});

test("the printed page leaves out navigation and forms", async ({ page }) => {
  await page.goto(`${addresses.demo()}/about`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
