import { type APIResponse, type BrowserContext, expect } from "@playwright/test";
import { addresses } from "./addresses";
import { callAction } from "./authorization/call-action";
import { readActions, readRoutes } from "./authorization/endpoints";
import { actionRules, type Caller, callers, routeRules } from "./authorization/matrix";
import { signInAs, test } from "./fixtures";
import { addNewcomer, enterAs } from "./newcomers";

/** Pages that the framework makes and nobody asks for by their pattern. */
const internal = new Set(["/_global-error", "/favicon.ico", "/icon.svg", "/apple-icon.png", "/manifest.webmanifest", "/robots.txt"]);

/** Signs the browser in as somebody of this role. @returns signs the same person in again */
async function enter(context: BrowserContext, caller: Caller): Promise<() => Promise<void>> {
  if (caller === "anonymous") return async () => {};
  const newcomer = await addNewcomer(caller);
  const again = () => enterAs(context, newcomer);
  await again();
  return again;
}

/** An action refuses with words, or by leading to the sign-in page. */
async function isRefused(answer: APIResponse): Promise<boolean> {
  if (answer.headers()["x-action-redirect"]?.startsWith("/sign-in?")) return true;
  return /Sign in to do this|You are not signed in any more|Your roles do not allow/.test(await answer.text());
}

test("every action and route of the build is declared, and nothing else is", () => {
  const actions = readActions().map(({ name }) => name);
  expect(
    actions.filter((name) => !(name in actionRules)),
    "actions without a rule",
  ).toEqual([]);
  expect(
    Object.keys(actionRules).filter((name) => !actions.includes(name)),
    "rules without an action",
  ).toEqual([]);
  const { pages, handlers } = readRoutes();
  const routes = [...pages, ...handlers].filter((path) => !internal.has(path));
  expect(
    routes.filter((path) => !(path in routeRules)),
    "routes without a rule",
  ).toEqual([]);
  expect(
    Object.keys(routeRules).filter((path) => !routes.includes(path)),
    "rules without a route",
  ).toEqual([]);
});

/** What the table says, for a caller in this context. */
async function findWrongRoutes(context: BrowserContext, caller: Caller): Promise<string[]> {
  const mismatches: string[] = [];
  for (const [pattern, rule] of Object.entries(routeRules)) {
    const answer = await context.request.get(`${addresses.demo()}${rule.path}`, { maxRedirects: 0 });
    const isIn = answer.status() === 200 && (!rule.shows || rule.shows.test(await answer.text()));
    if (isIn !== rule.allowed.includes(caller))
      mismatches.push(`${pattern}: ${answer.status()}, expected ${isIn ? "a refusal" : "an answer"}`);
    if (answer.status() >= 500) mismatches.push(`${pattern}: ${answer.status()}`);
  }
  return mismatches;
}

/** As above, for actions. `reenter` is called before those that end or change the session. */
async function findWrongActions(context: BrowserContext, caller: Caller, reenter: () => Promise<void>): Promise<string[]> {
  const mismatches: string[] = [];
  const changes = (name: string) => Number(actionRules[name]?.changesSession ?? false);
  for (const action of readActions().sort((a, b) => changes(a.name) - changes(b.name))) {
    const { name } = action;
    const rule = actionRules[name];
    if (!rule) continue;
    if (rule.changesSession) await reenter();
    for (const path of ["/about", "/reviews"]) {
      const answer = await callAction(context.request, addresses.demo(), path, action, rule.fields);
      if ((await isRefused(answer)) === rule.allowed.includes(caller)) mismatches.push(`${name} through ${path}: ${answer.status()}`);
      if (rule.changesSession) break;
    }
  }
  return mismatches;
}

for (const caller of callers) {
  test(`${caller} is let into exactly the pages and handlers of the table`, async ({ context }) => {
    test.setTimeout(180_000);
    await enter(context, caller);
    expect(await findWrongRoutes(context, caller)).toEqual([]);
  });

  test(`${caller} may call exactly the actions of the table, from whatever page`, async ({ context }) => {
    test.setTimeout(180_000);
    const again = await enter(context, caller);
    expect(await findWrongActions(context, caller, again)).toEqual([]);
  });
}

test("whoever is suspended may do what anyone may who has not signed in, and no more", async ({ browser, context }) => {
  test.setTimeout(240_000);
  const operator = await (await browser.newContext()).newPage();
  const newcomer = await addNewcomer("auditor");
  await enterAs(context, newcomer);
  await signInAs(operator, "operator");
  await operator.goto(`${addresses.demo()}/people?search=${encodeURIComponent(newcomer.name)}`);
  await operator.getByRole("main").getByRole("link", { name: newcomer.name }).click();
  const standing = operator.getByRole("region", { name: "Standing" });
  await standing.getByLabel("Reason").fill("The account may be stolen");
  await operator.getByRole("button", { name: "Suspend" }).click();
  await expect(operator.getByRole("button", { name: "Reinstate" })).toBeVisible();
  expect(await findWrongRoutes(context, "anonymous")).toEqual([]);
  expect(await findWrongActions(context, "anonymous", async () => {})).toEqual([]);
});
