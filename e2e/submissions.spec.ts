import { type Browser, expect, type Page } from "@playwright/test";
import { addresses } from "./addresses";
import { enterThroughPicker, signInAs, test } from "./fixtures";
import { decide } from "./submitting/decide";
import { fillEntry, sendEntry, untilState } from "./submitting/entry";

const modelId = (page: Page) => page.getByLabel("Model ID on the Hugging Face Hub");
const checks = (page: Page) => page.getByRole("list", { name: "Checks of the model" });

/** Another browser, in which another person may sign in. */
async function another(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

/** From now on the page can be used for two seconds before its scripts come. */
function delayScripts(page: Page): Promise<unknown> {
  return page.route("**/_next/static/**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
}

/** Types into an entry whose session ends meanwhile, so that only the browser keeps the text. */
async function typeAfterTheSession(page: Page, text: string): Promise<void> {
  await page.goto(`${addresses.demo()}/submit?new=1`);
  await page.context().clearCookies();
  await page.getByLabel(/^Paper/).fill(text);
  await expect(page.getByRole("link", { name: "Sign in in a new tab" })).toBeVisible();
}

test("a model comes from the first letter into the pool", async ({ signedInAs, browser }) => {
  test.setTimeout(150_000);
  const page = await signedInAs("contributor");
  await page.goto(`${addresses.demo()}/submit?new=1`);
  await modelId(page).fill("https://huggingface.co/cases/good");
  await expect(checks(page).getByText("apache-2.0")).toBeVisible();
  await expect(page.getByText("A small model that was tuned to answer questions about rivers")).toBeVisible();
  await fillEntry(page, "cases/good", "Answers questions about rivers, lakes and coasts.");
  const number = await sendEntry(page);
  await expect(page.getByText(`Your entry has number #${number}`)).toBeVisible();
  await untilState(page, number, "In review");
  await expect(page.getByRole("list", { name: "History of the submission" })).toContainText("Handed to review");

  const reviewing = await another(browser);
  await signInAs(reviewing, "maintainer");
  await reviewing.goto(`${addresses.demo()}/reviews/${number}`);
  await decide(reviewing, "Approve");
  await reviewing.waitForURL(/decided=/);

  await untilState(page, number, "In the pool");
  await page.getByRole("link", { name: "The model's page" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("good");
});

test("the receipt says what was agreed to, and can be taken home", async ({ signedInAs }) => {
  const page = await signedInAs("contributor");
  await fillEntry(page, "cases/new-name");
  const number = await sendEntry(page);
  await page.goto(`${addresses.demo()}/submissions/${number}/receipt`);
  await expect(page.getByText("no, it is in force")).toBeVisible();
  const file = await (await page.request.get(`${addresses.demo()}/api/submissions/${number}/receipt`)).json();
  expect(file).toMatchObject({ model: "cases/new-name", textHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(file.granted.map((one: { scope: string }) => one.scope)).toEqual(["S1_run", "S2_publish_scores"]);
});

test.describe("while the ID is typed", () => {
  for (const [hubId, words] of [
    ["cases/private", "it is private, or it does not exist"],
    ["cases/gated", "The model is gated"],
    ["cases/old-name", "the Hub now calls it cases/new-name"],
    ["cases/token-failed", "This is our fault, not yours"],
    ["cases/broken", "The Hub cannot be reached"],
    ["cases/encoder", "An encoder or embedding model"],
    ["cases/reward-model", "A reward model or classifier"],
    ["cases/too-large", "The limit is under 10 billion"],
    ["cases/custom-code", "We never run code of strangers"],
  ] as const) {
    test(`${hubId} is told in its own words`, async ({ signedInAs }) => {
      const page = await signedInAs("contributor");
      await page.goto(`${addresses.demo()}/submit?new=1`);
      await modelId(page).fill(hubId);
      await expect(checks(page).getByText(words)).toBeVisible();
    });
  }
});

test("without scripts the form says what is wrong, gives everything back, and works", async ({ browser }) => {
  const page = await another(browser, { javaScriptEnabled: false });
  await signInAs(page, "contributor");
  await fillEntry(page, "cases/good-two", "short");
  await page.getByLabel(/^Training data/).fill("MATH train\nGSM8K");
  await page.getByRole("button", { name: "Send it in" }).click();
  const problem = page.getByRole("link", { name: "Describe in at least 20 characters what the model is good at." });
  await expect(problem).toBeVisible();
  await expect(modelId(page)).toHaveValue("cases/good-two");
  await expect(page.getByLabel(/^Training data/)).toHaveValue("MATH train\nGSM8K");
  await expect(page.getByLabel(/^Run it/)).toBeChecked();
  await expect(page.getByLabel(/^Description/)).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(/^Description/).fill("Explains recipes step by step in plain words.");
  const number = await sendEntry(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("cases/good-two");
  expect(number).toBeGreaterThan(0);
});

test("a visitor loses nothing by signing in at the end", async ({ page, context }) => {
  await fillEntry(page, "cases/good-three");
  await page.getByRole("button", { name: "Send it in" }).click();
  await expect(page.getByText("Sign in to do this.")).toBeVisible();
  await expect(modelId(page)).toHaveValue("cases/good-three");
  const other = await context.newPage();
  await enterThroughPicker(other, "contributor");
  await page.bringToFront();
  await sendEntry(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("cases/good-three");
});

test.describe("nothing typed is ever lost", () => {
  test("a draft is on the server before anybody presses a button", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await page.goto(`${addresses.demo()}/submit?new=1`);
    await page.getByLabel(/^Paper/).fill("Saved while typing");
    await expect(page.getByText(/^Draft saved at/)).toBeVisible();
    await page.goto(`${addresses.demo()}/submit`);
    await expect(page.getByLabel(/^Paper/)).toHaveValue("Saved while typing");
  });

  test("what is typed before the scripts are there is kept, too", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await delayScripts(page);
    await page.goto(`${addresses.demo()}/submit?new=1`, { waitUntil: "commit" });
    await page.getByLabel(/^Paper/).fill("Typed before the scripts came");
    await expect(page.getByText(/^Draft saved at/)).toBeVisible({ timeout: 20_000 });
    await page.goto(`${addresses.demo()}/submit`);
    await expect(page.getByLabel(/^Paper/)).toHaveValue("Typed before the scripts came");
  });

  test("a server that is away leaves the text here, in the browser, and as a file", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await fillEntry(page, "cases/counted");
    await page.route("**/submit**", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
    await page.getByLabel(/^Paper/).fill("Typed while the server was away");
    await expect(page.getByText("The server cannot be reached.")).toBeVisible();
    await page.getByRole("button", { name: "Send it in" }).click();
    await expect(page.getByText("The server could not be reached.")).toBeVisible();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download my text (JSON)" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("polyphony-submission.json");
    await expect(page.getByLabel(/^Paper/)).toHaveValue("Typed while the server was away");
    await page.unroute("**/submit**");
    await sendEntry(page);
  });

  test("a session that ended keeps the text in the browser and brings it back", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await typeAfterTheSession(page, "Typed after the session ended");
    await page.goto(`${addresses.demo()}/submit?new=1`);
    await expect(page.getByText("Your text is back.")).toBeVisible();
    await expect(page.getByLabel(/^Paper/)).toHaveValue("Typed after the session ended");
  });

  test("what the browser kept is offered, not mixed in, where somebody has begun to type", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await typeAfterTheSession(page, "Kept by the browser");
    await delayScripts(page);
    await page.goto(`${addresses.demo()}/submit?new=1`, { waitUntil: "commit" });
    await page.getByLabel(/^Paper/).focus();
    await expect(page.getByText("This browser kept another version")).toBeVisible({ timeout: 20_000 });
    await page.keyboard.type("Begun again");
    await expect(page.getByLabel(/^Paper/)).toHaveValue("Begun again");
    await page.getByRole("button", { name: "Bring it back" }).click();
    await expect(page.getByLabel(/^Paper/)).toHaveValue("Kept by the browser");
  });

  test("an entry that is refused stays a draft, and the page says that it is saved", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await page.goto(`${addresses.demo()}/submit?new=1`);
    await page.getByLabel(/^Paper/).fill("Sent before it was whole");
    await page.getByRole("button", { name: "Send it in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("another look");
    await expect(page.getByText(/^Draft saved at/)).toBeVisible();
    await page.goto(`${addresses.demo()}/submit`);
    await expect(page.getByLabel(/^Paper/)).toHaveValue("Sent before it was whole");
  });

  test("what was sent does not come back into the next entry", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await fillEntry(page, "cases/embedder");
    await page.getByRole("button", { name: "Send it in" }).click();
    await page.waitForURL(/\/submissions\/\d+/);
    await page.goto(`${addresses.demo()}/submit?new=1`);
    await expect(page.getByText("As soon as the ID is complete")).toBeVisible();
    await expect(page.getByText("Your text is back.")).toHaveCount(0);
    await expect(page.getByLabel("Model ID on the Hugging Face Hub")).toHaveValue("");
  });

  test("more text than can be sent is told in words, and stays", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await page.goto(`${addresses.demo()}/submit?new=1`);
    const tooLong = "字".repeat(25_000);
    await page.getByLabel(/^Training data/).fill(tooLong);
    await expect(page.getByText("The form holds more text than can be sent").first()).toBeVisible();
    await page.getByRole("button", { name: "Send it in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Shorten the longest field");
    await expect(page.getByLabel(/^Training data/)).toHaveValue(tooLong);
    await page.getByLabel(/^Training data/).fill("a".repeat(10_001));
    await expect(page.getByText("Training data: over 10000 characters").first()).toBeVisible();
  });

  test("a draft that nobody needs is discarded from the form", async ({ signedInAs }) => {
    const page = await signedInAs("contributor");
    await page.goto(`${addresses.demo()}/submit?new=1`);
    await page.getByLabel(/^Paper/).fill("Begun by mistake");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.waitForURL(/saved=1/);
    const number = Number(new URL(page.url()).searchParams.get("draft"));
    await page.getByRole("link", { name: "Discard this one" }).click();
    await page.getByRole("button", { name: "Discard it" }).click();
    await untilState(page, number, "Withdrawn");
  });

  test("two tabs never overwrite each other in silence", async ({ signedInAs, context }) => {
    const first = await signedInAs("contributor");
    await first.goto(`${addresses.demo()}/submit?new=1`);
    await first.getByLabel(/^Paper/).fill("From the first tab");
    await first.getByRole("button", { name: "Save draft" }).click();
    await first.waitForURL(/saved=1/);
    const second = await context.newPage();
    await second.goto(first.url());
    await second.getByLabel(/^Paper/).fill("From the second tab");
    await second.getByRole("button", { name: "Save draft" }).click();
    await second.waitForURL(/saved=1/);
    await first.getByLabel(/^Institution/).fill("Typed in the first tab again");
    await expect(first.getByText("This draft was changed in another tab")).toBeVisible();
    await expect(first.getByLabel(/^Institution/)).toHaveValue("Typed in the first tab again");
  });
});

test("a contributor takes it back, at once and without writing to anybody", async ({ signedInAs }) => {
  const page = await signedInAs("contributor");
  await fillEntry(page, "cases/auto-map");
  const number = await sendEntry(page);
  await page.getByText("Withdraw this submission").click();
  await expect(page.getByText("Your consent ends at once.")).toBeVisible();
  await page.getByRole("button", { name: "Withdraw now" }).click();
  await untilState(page, number, "Withdrawn");
  await expect(page.getByText("This consent has ended.")).toBeVisible();
});

test("somebody else's submission does not exist", async ({ signedInAs, browser }) => {
  const page = await signedInAs("contributor");
  await fillEntry(page, "cases/encoder-decoder");
  const number = await sendEntry(page);
  const other = await another(browser);
  await signInAs(other, "evaluator");
  expect((await other.goto(`${addresses.demo()}/submissions/${number}`))?.status()).toBe(404);
  expect((await other.goto(`${addresses.demo()}/reviews/${number}`))?.status()).toBe(404);
  expect((await other.request.get(`${addresses.demo()}/api/submissions/${number}/receipt`)).status()).toBe(404);
});
