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
  it("says nothing that generators of clients refuse: no schema is a mere true or false", () => {
    const bare = (value: unknown, path: string): string[] => {
      if (typeof value !== "object" || value === null) return [];
      return Object.entries(value).flatMap(([key, inner]) => {
        const isSchema =
          ["schema", "items", "additionalItems", "not"].includes(key) || /\.(properties|prefixItems|anyOf|schemas)$/.test(path);
        return isSchema && typeof inner === "boolean" ? [`${path}.${key}`] : bare(inner, `${path}.${key}`);
      });
    };
    const document: unknown = JSON.parse(JSON.stringify(openApiDocument(address)));
    expect(bare(document, "")).toEqual([]);
    // Lists of fixed length say so by their bounds.
    expect(JSON.stringify(document)).toContain('"prefixItems":[{"type":"number"},{"type":"number"}],"minItems":2,"maxItems":2');
  });
  it("names the columns that a table may show and be sorted by", () => {
    const parameters = describeApi(address).routes.find((route) => route.id === "exportSystems")?.parameters ?? [];
    for (const name of ["modelColumns", "systemColumns", "modelSort", "systemSort"])
      expect(parameters.find((parameter) => parameter.name === name)?.description, name).toMatch(/: name, .*doubtful|: .*rank.*doubtful/);
  });
  it("is readable: fields within rows are named, with type and meaning", () => {
    const { routes } = describeApi(address);
    const fields = routes.find((route) => route.id === "systemLeaderboard")?.answer ?? [];
    expect(fields.find((field) => field.name === "rows[].interval")?.type).toBe("[number, number]");
    expect(fields.find((field) => field.name === "rows[].gain.p")?.description).toContain("McNemar");
  });
});
