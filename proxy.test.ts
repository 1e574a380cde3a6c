import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { proxy } from "./proxy";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  process.env.NEXTAUTH_URL ??= "http://127.0.0.1:3000";
  process.env.NEXTAUTH_SECRET ??= "a secret that only tests know, 32+ characters";
});

function post(origin: string | null): NextRequest {
  const headers = new Headers({ host: "127.0.0.1:3000", cookie: "session=1" });
  if (origin !== null) headers.set("origin", origin);
  return new NextRequest("http://127.0.0.1:3000/submit", { method: "POST", headers });
}

describe("a form that comes with a cookie", () => {
  const foreign = [
    "garbage",
    "",
    "null",
    "http://",
    "http://127.0.0.1:3000.evil.example",
    "//127.0.0.1:3000",
    "file:///etc",
    "http://[",
    null,
  ];
  it.each(foreign)("is refused from the origin %j", async (origin) => {
    expect((await proxy(post(origin))).status).toBe(403);
  });
  it("is let through from our own pages", async () => {
    expect((await proxy(post("http://127.0.0.1:3000"))).status).toBe(200);
  });
});

describe("while the database is away", () => {
  const get = (path: string) => proxy(new NextRequest(`http://127.0.0.1:3000${path}`));
  it("answers a page with 503, words and when to come again", async () => {
    for (const path of ["/", "/runs/28", "/models?search=x"]) {
      const response = await get(path);
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(response.headers.get("content-type")).toContain("text/html");
      expect(await response.text()).toContain("The database does not answer at the moment.");
    }
  });
  it("answers a program in JSON", async () => {
    const response = await get("/api/v1/models");
    expect(response.status).toBe(503);
    expect((await response.json()).error).toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("try again") });
  });
  it("still answers what needs no database, and leaves forms to say it beside what was typed", async () => {
    for (const path of ["/about", "/api-docs", "/api/health", "/api/health/live", "/_next/static/x.js"])
      expect((await get(path)).status).toBe(200);
    expect((await proxy(post("http://127.0.0.1:3000"))).status).toBe(200);
  });
});
