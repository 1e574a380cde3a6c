import { type Browser, expect, type Page } from "@playwright/test";
import { addresses } from "../addresses";
import { linkIn } from "./inbox";

let strangers = 0;
const start = Date.now().toString(36);

/** A page of somebody else, at another machine. */
export async function otherBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** An address that nobody used before. */
export function newAddress(name: string): string {
  strangers += 1;
  return `${name}.${start}.${strangers}@example.org`;
}

/** Goes to the provider and says there who one is. Ends wherever the portal leads. */
export async function signInAtHub(page: Page, who: string, next = "/account"): Promise<void> {
  await page.goto(`${addresses.real()}/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByRole("button", { name: "Continue with Hugging Face" }).click();
  await answerAtHub(page, who);
}

export async function answerAtHub(page: Page, who: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  await page.getByRole("button", { name: who, exact: true }).click();
  await page.waitForURL((url) => url.origin === addresses.real());
}

export async function signInAtGitHub(page: Page, who: string): Promise<void> {
  await page.goto(`${addresses.real()}/sign-in?next=/account`);
  await page.getByRole("button", { name: "Continue with GitHub" }).click();
  await page.getByRole("link", { name: who, exact: true }).click();
  await page.waitForURL((url) => url.origin === addresses.real());
}

/** Asks for a link and returns it from the mail. */
export async function askForLink(page: Page, address: string, count = 1): Promise<string> {
  await page.goto(`${addresses.real()}/sign-in?next=/account`);
  await page.getByLabel("E-mail address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  return linkIn(address, count);
}

export async function signInByMail(page: Page, address: string, count = 1): Promise<void> {
  await page.goto(await askForLink(page, address, count));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${addresses.real()}/account`);
}

/** What the account page shows beside a term. */
export function fact(page: Page, term: string) {
  return page.getByRole("main").locator("dl > div").filter({ hasText: term }).locator("dd");
}
