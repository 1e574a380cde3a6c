import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function endpointsOf(value: unknown) {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/polyphony");
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  vi.stubEnv("NEXTAUTH_SECRET", "s".repeat(32));
  vi.stubEnv("ENDPOINTS", JSON.stringify(value));
  const { env } = await import("./env");
  return env().ENDPOINTS;
}

const lab = { name: "lab", url: "http://127.0.0.1:8000" };

it("takes a model's name at a server alone or with its context length", async () => {
  const models = { "lab/one": "/models/one.gguf", "lab/two": { name: "two", contextLength: 2_048 } };
  expect(await endpointsOf([{ ...lab, models }])).toEqual([
    { ...lab, models: { "lab/one": { name: "/models/one.gguf" }, "lab/two": { name: "two", contextLength: 2_048 } } },
  ]);
});

it.each([
  ["a number", { "lab/one": 7 }, "is the model's name at the server, as \"/models"],
  ["an empty name", { "lab/one": "" }, "is the model's name at the server"],
  ["with an unknown field", { "lab/one": { name: "one", context: 7 } }, '"context"'],
  ["with no length", { "lab/one": { name: "one", contextLength: 0 } }, "contextLength"],
])("says where and how a model's name must read: it is %s", async (_, models, words) => {
  const read = endpointsOf([{ ...lab, models }]);
  await expect(read).rejects.toThrow("ENDPOINTS.0.models.lab/one");
  await expect(read).rejects.toThrow(words);
});
