import { describe, expect, it } from "vitest";
import { anonymous, systemActor } from "./actor";
import { may, requirePermission } from "./permissions";

const person = (...roles: ("contributor" | "maintainer")[]) => ({
  kind: "user" as const,
  userId: "u",
  name: "U",
  roles,
  emailVerified: true,
});

describe("the permission table", () => {
  it("lets anyone read the boards", () => {
    expect(may(anonymous, "leaderboard:read")).toBe(true);
  });
  it("lets maintainers review and contributors not", () => {
    expect(may(person("maintainer"), "submission:review")).toBe(true);
    expect(may(person("contributor"), "submission:review")).toBe(false);
  });
  it("gives a person without any role nothing beyond what the table gives to roles", () => {
    expect(may(person(), "submission:create")).toBe(false);
  });
  it("tells nobody in particular to sign in, and a person without the role that it is not allowed", () => {
    expect(() => requirePermission(anonymous, "run:launch")).toThrow("Sign in");
    expect(() => requirePermission(person("contributor"), "run:launch")).toThrow("roles");
    expect(() => requirePermission(systemActor("worker"), "run:execute")).not.toThrow();
  });
});
