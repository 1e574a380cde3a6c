import { type APIResponse, type BrowserContext, expect } from "@playwright/test";
import { callAction } from "./authorization/call-action";
import { readActions, readRoutes } from "./authorization/endpoints";
import { actionRules, type Caller, callers, routeRules } from "./authorization/matrix";
import { addresses, signInAs, test } from "./fixtures";

/** Pages that the framework makes and nobody asks for by their pattern. */
const internal = new Set(["/_global-error", "/favicon.ico", "/icon.svg", "/apple-icon.png", "/manifest.webmanifest", "/robots.txt"]);

async function enter(context: BrowserContext, caller: Caller): Promise<void> {
  const page = await context.newPage();
  if (caller !== "anonymous") await signInAs(page, caller);
  await page.close();
}

/** An action refuses with words, or by leading to the sign-in page. */
async function isRefused(answer: APIResponse): Promise<boolean> {
  if (answer.headers()["x-action-redirect"]?.startsWith("/sign-in?")) return true;
  return /Sign in to do this|Your roles do not allow/.test(await answer.text());
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

for (const caller of callers) {
  test(`${caller} is let into exactly the pages and handlers of the table`, async ({ context }) => {
    test.setTimeout(180_000);
    await enter(context, caller);
    const mismatches: string[] = [];
    for (const [pattern, rule] of Object.entries(routeRules)) {
      const answer = await context.request.get(`${addresses.demo()}${rule.path}`, { maxRedirects: 0 });
      const isIn = answer.status() === 200 && (!rule.shows || rule.shows.test(await answer.text()));
      if (isIn !== rule.allowed.includes(caller))
        mismatches.push(`${pattern}: ${answer.status()}, expected ${isIn ? "a refusal" : "an answer"}`);
      if (answer.status() >= 500) mismatches.push(`${pattern}: ${answer.status()}`);
    }
    expect(mismatches).toEqual([]);
  });

  test(`${caller} may call exactly the actions of the table, from whatever page`, async ({ context }) => {
    test.setTimeout(180_000);
    await enter(context, caller);
    const mismatches: string[] = [];
    const actions = readActions().sort(
      (a, b) => Number(actionRules[a.name]?.changesSession ?? false) - Number(actionRules[b.name]?.changesSession ?? false),
    );
    for (const action of actions) {
      const { name } = action;
      const rule = actionRules[name];
      if (!rule) continue;
      if (rule.changesSession) await enter(context, caller);
      for (const path of ["/about", "/reviews"]) {
        const answer = await callAction(context.request, addresses.demo(), path, action, rule.fields);
        if ((await isRefused(answer)) === rule.allowed.includes(caller)) mismatches.push(`${name} through ${path}: ${answer.status()}`);
        if (rule.changesSession) break;
      }
    }
    expect(mismatches).toEqual([]);
  });
}
