import { afterEach, expect, it, vi } from "vitest";

const portal = {
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  NEXTAUTH_URL: "http://127.0.0.1:3000",
  NEXTAUTH_SECRET: "a secret that only tests know, 32+ characters",
};

afterEach(() => vi.unstubAllEnvs());

async function read(values: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  const { env } = await import("./env");
  return env();
}

it("names all that is missing or wrong for a cluster at once", async () => {
  const asked = read({
    ...portal,
    CLUSTER: "slurm",
    SLURM_PARTITION: "gpu; reboot",
    SLURM_SSH: "-oProxyCommand=reboot",
    CLUSTER_GPUS: "many",
  });
  await expect(asked).rejects.toThrow(/CLUSTER_GPUS[\s\S]*SLURM_PARTITION[\s\S]*SLURM_SSH/);
  await expect(read({ ...portal, CLUSTER: "slurm", CLUSTER_GPUS: "", SLURM_PARTITION: "", SLURM_SSH: "" })).rejects.toThrow(
    "CLUSTER_FOLDER: is needed beside CLUSTER=slurm",
  );
});

it("needs nothing for jobs on this machine", async () => {
  expect(await read({ ...portal, CLUSTER: "" })).toMatchObject({ CLUSTER: "local", CLUSTER_GPUS: 0, CLUSTER_PYTHON: "python3" });
});

it("hands no secret to programs of jobs", async () => {
  vi.stubEnv("NEXTAUTH_SECRET", portal.NEXTAUTH_SECRET);
  vi.stubEnv("HUB_TOKEN", "hf_secret");
  const { harmlessEnvironment } = await import("./env");
  expect(Object.keys(harmlessEnvironment())).toContain("PATH");
  expect(JSON.stringify(harmlessEnvironment())).not.toMatch(/secret/);
});
