import { expect, it } from "vitest";
import type { RoleName } from "@/lib/auth/roles";
import { nextSteps } from "./next-steps";

const stepsOf = (...roles: RoleName[]) =>
  nextSteps({ kind: "user", userId: "", name: "Ada", roles, emailVerified: true }).map(({ href }) => href);

it.each<[RoleName, string[]]>([
  ["contributor", []],
  ["evaluator", ["/systems"]],
  ["maintainer", ["/reviews", "/runs/new", "/operate"]],
  ["operator", ["/runs/new", "/operate", "/people"]],
  ["auditor", ["/operate", "/people"]],
])("leads a %s to what the role allows, after one's own entries", (role, further) => {
  expect(stepsOf(role)).toEqual(["/submissions", "/submit", ...further]);
});
