import { expect, it } from "vitest";
import { signInProblemLabels } from "@/lib/auth/labels";
import { signInProblemSchema } from "@/lib/auth/schema";
import { problemPath, whereTo } from "./auth-problems";

const errors = [
  "AccessDenied",
  "OAuthSignin",
  "OAuthCallback",
  "OAuthAccountNotLinked",
  "EmailSignin",
  "Verification",
  "Callback",
  "Configuration",
];

it("every error of next-auth leads to a page of ours with words for it", () => {
  for (const error of errors) {
    for (const location of [`/api/auth/error?error=${error}`, `http://127.0.0.1:3000/api/auth/signin?error=${error}`]) {
      expect(whereTo(location)).toMatch(/^\/sign-in\/problem\?reason=[a-z-]+$/);
      expect(whereTo(location) === problemPath("unexpected"), error).toBe(error === "Configuration");
    }
  }
});
it("an error that nobody foresaw, text that a provider made up, or no answer at all is called unexpected", () => {
  const ofEveryObject = ["__proto__", "constructor", "toString"].map((name) => `/api/auth/error?error=${name}`);
  for (const location of [...ofEveryObject, "/api/auth/error?error=<script>", "/api/auth/error", "/api/auth/signin", null]) {
    expect(whereTo(location)).toBe(problemPath("unexpected"));
  }
});
it("a taken account is another matter while linking than while signing in", () => {
  const location = "/api/auth/error?error=OAuthAccountNotLinked";
  expect(whereTo(location)).toBe(problemPath("address-taken"));
  expect(whereTo(location, true)).toBe(problemPath("account-taken"));
});
it("a place that is no error stays as it is", () => {
  for (const location of ["/account", "https://huggingface.co/oauth/authorize?x=1", "http://127.0.0.1:3000/methods"]) {
    expect(whereTo(location)).toBe(location);
  }
});
it("each problem has its words", () => {
  expect(Object.keys(signInProblemLabels).sort()).toEqual([...signInProblemSchema.options].sort());
});
