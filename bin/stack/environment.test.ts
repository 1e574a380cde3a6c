import { afterEach, expect, it, vi } from "vitest";
import { portalEnvironment } from "./environment";
import { Trouble } from "./step";

afterEach(() => vi.unstubAllEnvs());

const settings = { dataDirectory: "/tmp/data", port: 3000, secrets: { nextauth: "a".repeat(64), database: "b" } };
const make = () => portalEnvironment(settings, { databaseUrl: "postgresql://127.0.0.1/polyphony", zooPort: 3180 });

it("puts the zoo before the model servers that were given", () => {
  vi.stubEnv("ENDPOINTS", '[{"name":"lab","url":"http://127.0.0.1:8000"}]');
  expect(JSON.parse(make().ENDPOINTS ?? "")).toEqual([
    { name: "zoo", url: "http://127.0.0.1:3180" },
    { name: "lab", url: "http://127.0.0.1:8000" },
  ]);
});

it("names no server of the zoo where none is started", () => {
  vi.stubEnv("ENDPOINTS", '[{"name":"lab","url":"http://127.0.0.1:8000"}]');
  const { ENDPOINTS } = portalEnvironment(settings, { databaseUrl: "postgresql://127.0.0.1/polyphony", zooPort: null });
  expect(JSON.parse(ENDPOINTS ?? "")).toEqual([{ name: "lab", url: "http://127.0.0.1:8000" }]);
});

it("says how a setting must read that it cannot use, and drops none silently", () => {
  for (const wrong of ["http://127.0.0.1:8000", '{"name":"lab"}']) {
    vi.stubEnv("ENDPOINTS", wrong);
    expect(make).toThrow(Trouble);
  }
  vi.stubEnv("ENDPOINTS", "");
  vi.stubEnv("NEXTAUTH_URL", "portal.example.org");
  expect(make).toThrow("must be an address");
});
