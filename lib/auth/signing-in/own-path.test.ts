import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path";

const elsewhere = ["evil.example", "evil.example:8443", "user@evil.example", "[::1]", "127.0.0.1.evil.example", "xn--evl-8na.example"];
const openings = [
  "//",
  "///",
  "/\\",
  "\\\\",
  "\\/",
  "/\t/",
  "/\n/",
  "/\r\n/",
  "\t//",
  " //",
  "/ //",
  "\u0000//",
  "http://",
  "https://",
  "HTTPS://",
  "https:",
  "https:/",
  "http:\\\\",
  "ftp://",
  "//portal.invalid@",
  "javascript://",
  "/\u2028/",
  "/\uff0f",
  "/..//",
  "/.//",
  "/%5c\\",
  "/a/..//",
  "/./..//",
  "/\\/",
  "/\u00a0/",
];
const endings = ["", "/", "/path", "?query", "#hash", "/%2e%2e", "\\..", "/a?next=//b.example"];

describe("the place a person is sent to after signing in", () => {
  it("is never another origin, whatever was asked for", () => {
    const payloads = openings.flatMap((opening) => elsewhere.flatMap((host) => endings.map((ending) => `${opening}${host}${ending}`)));
    expect(payloads.length).toBeGreaterThan(300);
    for (const payload of payloads) {
      const path = ownPath(payload);
      expect(new URL(path, "http://portal.example").origin, JSON.stringify(payload)).toBe("http://portal.example");
      expect(path, JSON.stringify(payload)).toMatch(/^\/(?![/\\])/);
    }
  });
  it("is the page that was asked for, with its search and hash", () => {
    expect(ownPath("/submissions/new?step=2#consent")).toBe("/submissions/new?step=2#consent");
    expect(ownPath("/models/a%20b")).toBe("/models/a%20b");
    expect(ownPath("/")).toBe("/");
  });
  it("is the front page for scripts, data, anything that is no text, and sign-in itself", () => {
    for (const candidate of [
      "javascript:alert(1)",
      "data:text/html,x",
      "",
      "submissions",
      undefined,
      null,
      7,
      ["/a"],
      "/sign-in",
      "/sign-in/confirm?token=x",
      "/api/auth/error",
      `/${"a".repeat(2_001)}`,
    ])
      expect(ownPath(candidate)).toBe("/");
  });
  it("keeps paths that merely begin like sign-in", () => {
    expect(ownPath("/sign-in-help")).toBe("/sign-in-help");
  });
  it("can be told another fallback", () => {
    expect(ownPath("//evil.example", "/account")).toBe("/account");
  });
});
