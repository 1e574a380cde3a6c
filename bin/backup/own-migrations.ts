import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { prismaDirectory } from "@/prisma/engine";
import type { Manifest } from "./manifest";

/** The migrations that this version knows, in order, with the SHA-256 of their text, as the database remembers them. */
export async function ownMigrations(): Promise<Manifest["migrations"]> {
  const folder = join(prismaDirectory, "migrations");
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(folder, name, "migration.sql"));
      return { name, checksum: createHash("sha256").update(text).digest("hex") };
    }),
  );
}
