import { z } from "zod";
import { readSeedFile } from "./seed-file";

const zooModel = z.object({
  name: z.string(),
  role: z.enum(["specialist", "base", "router"]),
  hubId: z.string(),
  description: z.string(),
  baseModel: z.string().nullable(),
  parameters: z.number().int(),
  files: z.array(z.object({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  license: z.string(),
  institution: z.string(),
  country: z.string(),
  contributor: z.string(),
});
export type ZooModel = z.infer<typeof zooModel>;

/** The tiny models that come with the portal, their common base and their router among them. */
export function readZooModels(): Promise<ZooModel[]> {
  return readSeedFile(z.array(zooModel), "zoo", "models.json");
}
