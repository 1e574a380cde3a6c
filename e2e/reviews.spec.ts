import { expect } from "@playwright/test";
import { addresses } from "./addresses";
import { enterThroughPicker, test } from "./fixtures";
import { decide } from "./submitting/decide";
import { sendToReview, untilState } from "./submitting/entry";

test.describe.configure({ timeout: 120_000 });

test("a queue is cleared by keyboard alone", async ({ browser, signedInAs }) => {
  const { number } = await sendToReview(browser, "cases/template-file");
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews`);
  const entry = page.getByRole("link", { name: new RegExp(`^#${number} `) });
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(entry).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/reviews/${number}`));
  const keys = page.getByRole("dialog", { name: "Keys of this page" });
  await expect(async () => {
    if (!(await keys.isVisible())) await page.keyboard.press("?");
    await expect(keys).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  const send = page.getByRole("button", { name: "Approve cases/template-file" });
  await expect(send).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`/reviews/${number}$`));
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`decided=${number}`));
  await expect(page.getByText(`Approved by you: #${number} cases/template-file`)).toBeVisible();
});

test("words for a change never become an approval, whatever is pressed after them", async ({ browser, signedInAs }) => {
  const { number, author } = await sendToReview(browser, "cases/good-four");
  const page = await signedInAs("maintainer");
  const reason = page.getByLabel(/^Reason/);
  const begin = async (key: string, words: string) => {
    await page.goto(`${addresses.demo()}/reviews/${number}`);
    await expect(async () => {
      await page.keyboard.press(key);
      await expect(reason).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.type(words);
  };
  // Neither with nothing chosen yet.
  await begin("e", "Please say in which languages the recipes are.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("link", { name: "Choose what to do: approve, ask for changes, or reject." })).toBeVisible();
  await expect(reason).toHaveValue("Please say in which languages the recipes are.");
  // Nor by going on with Tab and pressing Enter on the first button that comes.
  await begin("c", "Please say in which languages the recipes are.");
  const send = page.locator("[data-send]");
  await expect(send).toHaveText("Ask for changes to cases/good-four");
  for (let stops = 0; stops < 3 && !(await send.evaluate((button) => button === document.activeElement)); stops += 1)
    await page.keyboard.press("Tab");
  await expect(send).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`decided=${number}`));
  await expect(page.getByText(`Changes wanted by you: #${number} cases/good-four`)).toBeVisible();
  await untilState(author, number, "Changes wanted");
});

test("Ctrl and Enter send from the reason what was chosen", async ({ browser, signedInAs }) => {
  const { number, author } = await sendToReview(browser, "cases/good-five");
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await expect(async () => {
    await page.keyboard.press("r");
    await expect(page.getByLabel(/^Reason/)).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("This is a toy.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(new RegExp(`decided=${number}`));
  await untilState(author, number, "Not accepted");
});

test("keys rest while somebody writes a reason", async ({ browser, signedInAs }) => {
  const { number } = await sendToReview(browser, "cases/twin-one");
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await page.keyboard.press("r");
  await expect(page.getByLabel(/^Reason/)).toBeFocused();
  await page.keyboard.type("a car race");
  await expect(page.getByLabel(/^Reason/)).toHaveValue("a car race");
  await expect(page).toHaveURL(new RegExp(`/reviews/${number}$`));
});

test("a check that is not met is waived by name and with a reason, or stops the approval", async ({ browser, signedInAs }) => {
  const { number, author } = await sendToReview(browser, "cases/no-licence");
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await decide(page, "Approve");
  await expect(page.getByText("Not met: “Licence”.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Licence" }).check();
  await page.getByLabel(/^Reason/).fill("The base model's licence applies.");
  await decide(page, "Approve");
  await page.waitForURL(/decided=/);
  await author.goto(`${addresses.demo()}/submissions/${number}`);
  await expect(author.getByText("The base model's licence applies.").first()).toBeVisible();
  await page.goto(`${addresses.demo()}/reviews`);
  await page.getByRole("link", { name: "Decided" }).click();
  await page.getByLabel("Model, contributor, reason or number").fill(`#${number}`);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  const line = page.getByRole("row").filter({ hasText: "cases/no-licence" });
  await expect(line).toContainText("The base model's licence applies.");
  await expect(line).toContainText("Accepted although not met: Licence");
});

test("a maintainer asks for a change, the contributor makes it and sends it again", async ({ browser, signedInAs }) => {
  const { number, author } = await sendToReview(browser, "cases/non-commercial");
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await page.getByLabel("Begin with a usual reason").selectOption("Description does not fit the card");
  await decide(page, "Ask for changes");
  await page.waitForURL(/decided=/);
  await author.goto(`${addresses.demo()}/submissions/${number}`);
  await expect(author.getByText("The description does not fit what the model card says.").first()).toBeVisible();
  await author.getByRole("link", { name: "Change it" }).click();
  await author.getByLabel(/^Description/).fill("Says what it is really good at, in one plain line.");
  await author.getByRole("button", { name: "Send it again" }).click();
  await author.waitForURL(new RegExp(`/submissions/${number}`));
  await untilState(author, number, "In review");
});

test("of two maintainers the slower one is told, and nothing is overwritten", async ({ browser, signedInAs, context }) => {
  const { number } = await sendToReview(browser, "cases/html-card");
  const fast = await signedInAs("maintainer");
  const slow = await context.newPage();
  await Promise.all([fast, slow].map((page) => page.goto(`${addresses.demo()}/reviews/${number}`)));
  await decide(fast, "Approve");
  await fast.waitForURL(/decided=/);
  await slow.getByLabel(/^Reason/).fill("No.");
  await decide(slow, "Reject");
  await expect(slow.getByText("Someone was faster")).toBeVisible();
  await expect(slow.getByLabel(/^Reason/)).toHaveValue("No.");
});

test("a session that ends before a decision is sent leaves the reason where it was written", async ({ browser, page, context }) => {
  const { number } = await sendToReview(browser, "cases/twin-two");
  await enterThroughPicker(page, "maintainer");
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await page.getByLabel(/^Reason/).fill("Please name the base model.");
  await context.clearCookies();
  await decide(page, "Ask for changes");
  await expect(page.getByText("this page keeps what you typed")).toBeVisible();
  await expect(page.getByLabel(/^Reason/)).toHaveValue("Please name the base model.");
  const other = await context.newPage();
  await enterThroughPicker(other, "maintainer");
  await decide(page, "Ask for changes");
  await page.waitForURL(/decided=/);
});

test("marked entries are rejected together, and a bulk approval waives nothing", async ({ browser, signedInAs }) => {
  const [one, other] = [await sendToReview(browser, "cases/vision"), await sendToReview(browser, "cases/pickle-only")];
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews`);
  const mark = async () => {
    for (const { number } of [one, other]) await page.getByRole("checkbox", { name: `Mark #${number}` }).check();
  };
  await mark();
  await page.getByText("Decide the marked entries together").click();
  await page.getByRole("radio", { name: "Approve" }).check();
  await page.getByRole("button", { name: "Approve 2 marked entries" }).click();
  await expect(page.getByText("Nothing decided; 2 left as they were.")).toBeVisible();
  await page.getByRole("radio", { name: "Reject" }).check();
  await page.getByRole("button", { name: "Reject 2 marked entries" }).click();
  // Not just any alert: the answer before this one is an alert, too.
  await expect(page.getByRole("link", { name: "A rejection needs a reason." })).toBeVisible();
  for (const { number } of [one, other]) await expect(page.getByRole("checkbox", { name: `Mark #${number}` })).toBeChecked();
  await page.getByLabel(/^Reason/).fill("It does not fit the pool.");
  await page.getByRole("button", { name: "Reject 2 marked entries" }).click();
  await expect(page.getByText(`Not accepted: #${one.number}, #${other.number}.`)).toBeVisible();
  await expect(page.getByLabel(/^Reason/)).toHaveValue("");
});

test("what is typed while the answer to a decision is on its way stays", async ({ browser, signedInAs }) => {
  await sendToReview(browser, "cases/good-six");
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews`);
  await page.getByText("Decide the marked entries together").click();
  let answered = () => {};
  const held = new Promise<void>((resolve) => {
    answered = resolve;
  });
  await page.route("**/reviews", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  const asked = page.waitForRequest((request) => request.method() === "POST");
  // Nothing is marked, so the answer is a refusal.
  await page.getByRole("button", { name: "Decide the marked entries" }).click();
  await asked;
  await page.getByLabel(/^Reason/).fill("Typed meanwhile.");
  answered();
  await expect(page.getByText("Mark at least one entry.").first()).toBeVisible();
  await expect(page.getByLabel(/^Reason/)).toHaveValue("Typed meanwhile.");
});

test("whoever was decided against can still end the consent", async ({ browser, signedInAs }) => {
  const { number, author } = await sendToReview(browser, "cases/no-weights");
  const page = await signedInAs("maintainer");
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await page.getByLabel(/^Reason/).fill("There are no weights.");
  await decide(page, "Reject");
  await page.waitForURL(/decided=/);
  await author.goto(`${addresses.demo()}/submissions/${number}`);
  await expect(author.getByText("There are no weights.").first()).toBeVisible();
  await author.getByText("Withdraw your consent").click();
  await author.getByRole("button", { name: "Withdraw now" }).click();
  await expect(author.getByText("This consent has ended.")).toBeVisible();
  await expect(author.getByRole("list", { name: "History of the submission" })).toContainText("There are no weights.");
  await author.goto(`${addresses.demo()}/submissions/${number}/receipt`);
  await expect(author.getByText("no, it is in force")).toHaveCount(0);
});

test("the page of a review shows card and description side by side, and runs nothing that a card contains", async ({
  browser,
  signedInAs,
}) => {
  const { number } = await sendToReview(browser, "cases/new-name");
  const page = await signedInAs("maintainer");
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(addresses.demo())) foreign.push(request.url());
  });
  await page.goto(`${addresses.demo()}/reviews/${number}`);
  await expect(page.getByText("A small model for tests that answers questions about new-name.")).toBeVisible();
  expect(foreign).toEqual([]);
});
