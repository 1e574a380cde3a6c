import { type APIRequestContext, expect, request as requests } from "@playwright/test";
import fc from "fast-check";
import { addresses } from "./addresses";
import { callAction } from "./authorization/call-action";
import { readActions, readRoutes } from "./authorization/endpoints";
import { test } from "./fixtures";

/** Whatever is sent, the portal answers on purpose: no 5xx but a declared "unavailable". */
const seed = 20_261_122;
const tempting = fc.constantFrom(
  "",
  "\u0000",
  "../../etc/passwd",
  '\'; DROP TABLE "Run";--',
  '{"not":""}',
  "-1",
  "1e309",
  "NaN",
  "true",
  "\u202e",
  "=1+1",
  "x".repeat(20_000),
  "%00",
  "\ud800",
);
const text = fc.oneof(
  tempting,
  fc.string({ maxLength: 200, unit: "binary" }),
  fc.string({ maxLength: 40 }),
  fc.uuid(),
  fc.integer().map(String),
);
const name = fc.oneof(
  fc.constantFrom(
    "id",
    "number",
    "version",
    "hubId",
    "scopes",
    "decision",
    "reason",
    "task",
    "sort",
    "columns",
    "split",
    "domain",
    "method",
    "page",
    "email",
    "role",
    "state",
    "methodId",
    "callbackUrl",
    "limit",
  ),
  fc.string({ maxLength: 12 }),
);
const fields = fc.dictionary(name, text, { maxKeys: 8 });
const json = fc.oneof(
  fc.json(),
  fields.map((value) => JSON.stringify(value)),
  text,
);
const segment = fc.oneof(
  fc.constantFrom("1", "999999999999", "-1", "zoo", "constructor", "__proto__", "%2e%2e", "a%20b", "null"),
  fc.uuid(),
);

/** Statuses that mean a defect: anything 5xx but 503, which is how we say "unavailable". */
const isDefect = (status: number) => status >= 500 && status !== 503;

async function contexts(signedIn: APIRequestContext): Promise<APIRequestContext[]> {
  return [signedIn, await requests.newContext()];
}

function fill(path: string, values: string[]): string {
  let place = 0;
  return path.replace(/\[+(?:\.\.\.)?[^\]]+\]+/g, () => values[place++ % values.length] ?? "x");
}

test("600 fuzzed requests to pages and route handlers meet no unexpected 5xx", async ({ signedInAs }) => {
  test.setTimeout(300_000);
  const page = await signedInAs("maintainer");
  const callers = await contexts(page.request);
  const { pages, handlers } = readRoutes();
  // Streams stay open by design, and the page for our own defects answers 500 by design.
  const paths = [...pages, ...handlers].filter(
    (path) => !path.endsWith("/events") && !path.includes("[...nextauth]") && path !== "/_global-error",
  );
  const cases = fc.sample(
    fc.record({
      path: fc.constantFrom(...paths),
      values: fc.array(segment, { minLength: 2, maxLength: 2 }),
      query: fields,
      method: fc.constantFrom("GET", "GET", "POST", "PUT", "DELETE"),
      body: json,
      caller: fc.nat(1),
    }),
    { numRuns: 600, seed },
  );
  const defects: string[] = [];
  for (const sample of cases) {
    const query = new URLSearchParams(
      Object.entries(sample.query).map(([key, value]) => [key.toWellFormed(), value.slice(0, 500).toWellFormed()]),
    );
    const url = `${addresses.demo()}${fill(sample.path, sample.values)}?${query}`;
    const answer = await callers[sample.caller]?.fetch(url, {
      method: sample.method,
      maxRedirects: 0,
      headers: { "content-type": "application/json", origin: addresses.demo() },
      ...(sample.method === "GET" ? {} : { data: Buffer.from(sample.body.toWellFormed()) }),
    });
    if (answer && isDefect(answer.status())) defects.push(`${answer.status()} ${sample.method} ${url.slice(0, 300)}`);
  }
  expect(defects, `seed ${seed}`).toEqual([]);
});

test("an address that can name nothing is not found, whatever the page", async ({ signedInAs }) => {
  test.setTimeout(300_000);
  const page = await signedInAs("operator");
  const callers = await contexts(page.request);
  const { pages, handlers } = readRoutes();
  const paths = [...pages, ...handlers].filter((path) => path.includes("[") && !path.includes("[...nextauth]"));
  const defects: string[] = [];
  for (const path of paths) {
    for (const value of ["%00", "99999999999", "9".repeat(400), "%F0%9F%8E%BB"]) {
      for (const caller of callers) {
        const answer = await caller.get(addresses.demo() + fill(path, [value]), { maxRedirects: 0 });
        if (isDefect(answer.status())) defects.push(`${answer.status()} ${path} with ${value.slice(0, 20)}`);
      }
    }
  }
  expect(defects).toEqual([]);
});

test("300 well-formed calls of server actions with fuzzed fields meet no 5xx", async ({ signedInAs }) => {
  test.setTimeout(300_000);
  const page = await signedInAs("maintainer");
  const callers = await contexts(page.request);
  const actions = readActions().filter(({ name: action }) => !/sign-?out/i.test(action));
  const cases = fc.sample(fc.record({ action: fc.constantFrom(...actions), values: fields, caller: fc.nat(1) }), { numRuns: 300, seed });
  const defects: string[] = [];
  for (const { action, values, caller } of cases) {
    const context = callers[caller];
    if (!context) continue;
    const clean = Object.fromEntries(Object.entries(values).map(([key, value]) => [key.toWellFormed() || "x", value.toWellFormed()]));
    const answer = await callAction(context, addresses.demo(), "/about", action, clean);
    if (isDefect(answer.status())) defects.push(`${answer.status()} ${action.name} ${JSON.stringify(clean).slice(0, 300)}`);
  }
  expect(defects, `seed ${seed}`).toEqual([]);
});

test("100 broken action bodies are refused and the portal goes on answering", async ({ page }) => {
  test.setTimeout(120_000);
  const actions = readActions();
  const cases = fc.sample(fc.record({ action: fc.constantFrom(...actions), body: fc.uint8Array({ maxLength: 2_000 }) }), {
    numRuns: 100,
    seed,
  });
  for (const { action, body } of cases) {
    const answer = await page.request.post(`${addresses.demo()}/about`, {
      headers: { "next-action": action.id, origin: addresses.demo(), "content-type": "text/plain;charset=UTF-8" },
      data: Buffer.from(body),
      maxRedirects: 0,
    });
    // The framework itself answers 500 to a body that it cannot decode; nothing of ours has run by then.
    expect([200, 303, 400, 403, 404, 413, 500]).toContain(answer.status());
  }
  expect((await page.request.get(`${addresses.demo()}/api/health`)).status()).toBe(200);
});
