import { randomInt } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { addresses } from "./addresses";
import { linkIn, mailsTo } from "./auth/inbox";
import { answerAtHub, askForLink, fact, newAddress, otherBrowser, signInAtGitHub, signInAtHub, signInByMail } from "./auth/journeys";
import { enterThroughPicker, test } from "./fixtures";

/** Each test comes from a network of its own, so that none uses up another's limit. */
test.use({
  extraHTTPHeaders: async ({ browserName: _ }, use) => {
    await use({ "x-forwarded-for": `203.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` });
  },
});

/** Says who one is on the provider's page, and returns the address that it then sends the browser to, without going there. */
async function callbackFor(page: Page, who: string): Promise<URL> {
  let response = await page.request.post(page.url(), { form: { who }, maxRedirects: 0 });
  for (let hop = 0; hop < 5; hop += 1) {
    const next = new URL(response.headers().location ?? "", response.url());
    if (next.origin === addresses.real()) return next;
    response = await page.request.get(next.href, { maxRedirects: 0 });
  }
  throw new Error("the provider does not send the browser back");
}

test.describe("with Hugging Face", () => {
  test("a person joins with a confirmed address and comes back to where they were", async ({ page }) => {
    await signInAtHub(page, "lena-hub", "/methods");
    await expect(page).toHaveURL(`${addresses.real()}/methods`);
    await page.goto(`${addresses.real()}/account`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lena Moreau");
    await expect(fact(page, "E-mail")).toHaveText("lena@example.org");
    await expect(page.getByText("Hugging Face as lena-hub")).toBeVisible();
  });

  test("the same works without scripts", async ({ browser }) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await signInAtHub(page, "lena-hub");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lena Moreau");
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await page.goto(`${addresses.real()}/account`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });

  test("an address that the provider did not confirm is not written, and its owner's account stays out of reach", async ({
    browser,
    page,
  }) => {
    await signInAtHub(page, "mallory");
    await expect(fact(page, "E-mail")).toContainText("none confirmed");
    const victim = await otherBrowser(browser);
    await signInByMail(victim, "victim@example.org", (await mailsTo("victim@example.org")).length + 1);
    await expect(fact(victim, "E-mail")).toHaveText("victim@example.org");
    await expect(victim.getByText("mallory")).toHaveCount(0);
    const again = await otherBrowser(browser);
    await signInAtHub(again, "mallory");
    await expect(fact(again, "E-mail")).toContainText("none confirmed");
  });

  test("a person who says no there is told that nothing happened", async ({ page }) => {
    await signInAtHub(page, "Cancel");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The sign-in was not completed");
  });
});

test.describe("with GitHub", () => {
  test("only a confirmed primary address counts", async ({ browser, page }) => {
    await signInAtGitHub(page, "kofi");
    await expect(fact(page, "E-mail")).toHaveText("kofi@example.org");
    const mallory = await otherBrowser(browser);
    await signInAtGitHub(mallory, "mallory-codes");
    await expect(fact(mallory, "E-mail")).toContainText("none confirmed");
  });

  test("an account with somebody's address does not become theirs until they link it themselves", async ({ browser, page }) => {
    await signInAtHub(page, "lena-hub");
    const stranger = await otherBrowser(browser);
    await signInAtGitHub(stranger, "lena-codes");
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("You have been here before, another way");

    await page.getByRole("button", { name: "Link GitHub" }).click();
    await page.getByRole("link", { name: "lena-codes" }).click();
    await expect(page.getByText("GitHub as lena-codes")).toBeVisible();
    await signInAtGitHub(stranger, "lena-codes");
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Lena Moreau");

    await page.getByRole("button", { name: "Unlink GitHub" }).click();
    await expect(page.getByText("GitHub, not linked")).toBeVisible();
  });

  test("an account that belongs to somebody else here cannot be linked", async ({ browser, page }) => {
    const kofi = await otherBrowser(browser);
    await signInAtGitHub(kofi, "kofi");
    await signInByMail(page, newAddress("taker"));
    await page.getByRole("button", { name: "Link GitHub" }).click();
    await page.getByRole("link", { name: "kofi" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("That account belongs to somebody else here");
  });
});

test.describe("what comes back from a provider", () => {
  test("links nothing to a person who did not ask for it", async ({ context, page }) => {
    await page.goto(`${addresses.real()}/sign-in`);
    await page.getByRole("button", { name: "Continue with Hugging Face" }).click();
    await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
    const meanwhile = await context.newPage();
    await signInByMail(meanwhile, newAddress("signed-in"));
    await answerAtHub(page, "sam");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed in already");
    await meanwhile.reload();
    await expect(meanwhile.getByText("Hugging Face, not linked")).toBeVisible();
  });

  test("signs nobody in who was to link an account and is signed out meanwhile", async ({ context, page }) => {
    await signInByMail(page, newAddress("leaver"));
    await page.getByRole("button", { name: "Link Hugging Face" }).click();
    await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
    const meanwhile = await context.newPage();
    await meanwhile.goto(`${addresses.real()}/account`);
    await meanwhile.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await expect(meanwhile.getByRole("link", { name: "Sign in" })).toBeVisible();
    await answerAtHub(page, "sam");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing was linked");
    await page.goto(`${addresses.real()}/account`);
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("is refused when it comes from another provider, with another state, or in another browser", async ({ browser, page }) => {
    await page.goto(`${addresses.real()}/sign-in`);
    await page.getByRole("button", { name: "Continue with Hugging Face" }).click();
    await page.waitForURL(/\/who\//);
    const real = await callbackFor(page, "hub-sam");
    const swapped = new URL(real);
    swapped.pathname = "/api/auth/callback/github";
    const altered = new URL(real);
    altered.searchParams.set("state", "another");
    for (const url of [swapped, altered]) {
      await page.goto(url.href);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("The sign-in was not completed");
    }
    const stranger = await otherBrowser(browser);
    await stranger.goto(real.href);
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("The sign-in was not completed");
  });
});

test.describe("with a link by e-mail", () => {
  test("a hundred visits of a mail scanner use nothing up; one press of the button does", async ({ page, request }) => {
    const address = newAddress("scanned");
    const link = await askForLink(page, address);
    for (let batch = 0; batch < 10; batch += 1) {
      const visits = await Promise.all(Array.from({ length: 10 }, () => request.get(link)));
      expect(visits.map((visit) => visit.status())).toEqual(Array(10).fill(200));
    }
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(`${addresses.real()}/account`);
    await expect(fact(page, "E-mail")).toHaveText(address);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work any more");
  });

  test("opened in another browser it says whose account it opens, and waits", async ({ browser, page }) => {
    const address = newAddress("elsewhere");
    const link = await askForLink(page, address);
    const other = await otherBrowser(browser);
    await other.goto(link);
    await expect(other.getByText(`You are signing in as ${address} on a new device.`)).toBeVisible();
    await other.goto(`${addresses.real()}/account`);
    await expect(other).toHaveURL(/\/sign-in/);
  });

  test("it works without scripts and leads nowhere else", async ({ browser }) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    const address = newAddress("quiet");
    await page.goto(`${addresses.real()}/sign-in?next=//evil.example/`);
    await page.getByLabel("E-mail address").fill(address);
    await page.getByRole("button", { name: "Send me a link" }).click();
    const link = new URL(await linkIn(address));
    expect(link.origin).toBe(addresses.real());
    link.searchParams.set("next", "https://evil.example/");
    await page.goto(link.href);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(`${addresses.real()}/`);
  });

  test("a wrong address is explained and kept, and no mail leaves", async ({ page }) => {
    const before = (await mailsTo()).length;
    for (const typed of [
      "ada@example.org,eve@evil.example",
      '"ada"@example.org',
      "adà@example.org",
      "ada﹫example.org",
      "ada",
      "Ada <ada@example.org>",
    ]) {
      await page.goto(`${addresses.real()}/sign-in`);
      await page.getByLabel("E-mail address").fill(typed);
      await page.getByRole("button", { name: "Send me a link" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("one plain e-mail address");
      await expect(page.getByLabel("E-mail address")).toHaveValue(typed);
    }
    expect((await mailsTo()).length).toBe(before);
  });

  test("the sixth link within an hour is refused with the time to wait", async ({ page }) => {
    const address = newAddress("eager");
    for (let count = 1; count <= 5; count += 1) await askForLink(page, address, count);
    await page.goto(`${addresses.real()}/sign-in`);
    await page.getByLabel("E-mail address").fill(address);
    await page.getByRole("button", { name: "Send me a link" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(/Try again in \d+ minutes/);
    expect((await mailsTo(address)).length).toBe(5);
  });

  test("the link in a mail is ours, whatever host the request names", async ({ request }) => {
    const html = await (await request.get(`${addresses.real()}/sign-in`)).text();
    const form = html.split("<form").find((part) => part.includes('name="email"')) ?? "";
    const hidden = [...form.matchAll(/<input type="hidden" name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)];
    expect(hidden.length).toBeGreaterThan(0);
    const address = newAddress("hosted");
    for (const name of ["evil.example", "127.0.0.1.evil.example", "localhost"]) {
      const fields = Object.fromEntries(
        hidden.map(([, key = "", value = ""]) => [key, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&")]),
      );
      await request.post(`${addresses.real()}/sign-in`, {
        multipart: { ...fields, email: address, next: "/" },
        headers: { "x-forwarded-host": name, forwarded: `host=${name}` },
        maxRedirects: 0,
      });
    }
    const mails = await mailsTo(address);
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) expect(mail.text).toContain(`${addresses.real()}/sign-in/confirm?`);
  });
});

test("an address confirmed on the account page is written, and mail and sign-in use it", async ({ page }) => {
  await signInAtGitHub(page, "mallory-codes");
  const address = newAddress("second");
  await page.getByRole("textbox", { name: /address/ }).fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("Look into your mail there")).toBeVisible();
  const link = await linkIn(address);
  await page.goto(link);
  await page.getByRole("button", { name: "Use this address" }).click();
  await expect(fact(page, "E-mail")).toHaveText(address);
});

test("signing out everywhere else ends the other browsers and not this one", async ({ browser, page }) => {
  const address = newAddress("many");
  const other = await otherBrowser(browser);
  await signInByMail(other, address, 1);
  await signInByMail(page, address, 2);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(fact(page, "Signed in")).toHaveText("in this browser");
  await other.goto(`${addresses.real()}/account`);
  await expect(other).toHaveURL(/\/sign-in/);
});

test("next-auth's own endpoints answer nobody", async ({ request }) => {
  for (const path of [
    "session",
    "csrf",
    "providers",
    "signin",
    "signin/github",
    "signout",
    "error",
    "_log",
    "callback/email?token=x&email=a@b.example",
  ]) {
    const url = `${addresses.real()}/api/auth/${path}`;
    expect((await request.get(url, { maxRedirects: 0 })).status(), path).toBe(404);
    expect((await request.post(url, { data: { email: "admin@example.org" }, maxRedirects: 0 })).status(), path).toBeGreaterThanOrEqual(400);
  }
});

test.describe("in the demo", () => {
  test("everybody can be everybody, without scripts, and leave again", async ({ browser }) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    for (const role of ["contributor", "evaluator", "maintainer", "operator", "auditor"] as const) {
      await page.goto(`${addresses.demo()}/sign-in?next=/account`);
      await page
        .getByRole("main")
        .getByRole("button", { name: new RegExp(role, "i") })
        .click();
      await expect(page).toHaveURL(`${addresses.demo()}/account`);
      await expect(fact(page, "Roles")).toContainText(new RegExp(role, "i"));
    }
    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await page.goto(`${addresses.demo()}/account`);
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("a session's cookie of before works no more after signing out", async ({ context, page }) => {
    await enterThroughPicker(page, "contributor");
    const cookies = await context.cookies();
    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await context.addCookies(cookies);
    await page.goto(`${addresses.demo()}/account`);
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("no persona is let in outside the demo, or under a name that is not this machine's", async ({ context, page, request }) => {
    await enterThroughPicker(page, "operator");
    const cookies = await context.cookies();
    await page.goto(`${addresses.real()}/people`);
    expect(cookies.length).toBeGreaterThan(0);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    const outside = await request.get(`${addresses.demo()}/sign-in`, { headers: { "x-forwarded-host": "portal.example.org" } });
    expect(await outside.text()).not.toContain("Who would you like to be?");
  });
});
