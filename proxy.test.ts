import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { proxy } from "./proxy";

beforeAll(() => {
  process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
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
