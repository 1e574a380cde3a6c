import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { describeApi } from "./describe-api";
import { apiRoutes, openApiDocument } from "./openapi";

const address = "https://polyphony.example";

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", { timeout: 60_000 }, async () => {
    const validator = new Validator();
    const outcome = await validator.validate(JSON.parse(JSON.stringify(openApiDocument(address))));
    expect(outcome.errors).toBeUndefined();
    expect(outcome.valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });
  it("names every route and every parameter that a route takes", () => {
    const { paths } = openApiDocument(address);
    expect(Object.keys(paths)).toEqual(apiRoutes.map((route) => route.path));
    const { routes } = describeApi(address);
    const systems = routes.find((route) => route.path === "/api/v1/leaderboards/systems");
    expect(systems?.parameters.map((parameter) => parameter.name)).toEqual(["split", "scope", "domain", "task", "q", "flagged", "method"]);
  });
  it("says of every parameter what it means", () => {
    const silent = describeApi(address).routes.flatMap(({ path, parameters }) =>
      parameters.filter(({ description }) => description === "").map(({ name }) => `${path} ${name}`),
    );
    expect(silent).toEqual([]);
  });
  it("is readable: fields within rows are named, with type and meaning", () => {
    const { routes } = describeApi(address);
    const fields = routes.find((route) => route.id === "systemLeaderboard")?.answer ?? [];
    expect(fields.find((field) => field.name === "rows[].interval")?.type).toBe("[number, number]");
    expect(fields.find((field) => field.name === "rows[].gain.p")?.description).toContain("McNemar");
  });
});
