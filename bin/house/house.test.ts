import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSchema } from "@/prisma/engine";
import { root } from "../stack/settings";
import { filesBelow, readSource } from "./files";

const all = filesBelow();
const isSource = (file: string) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/testing\//.test(file) && !file.startsWith("e2e/");

describe("the house", () => {
  it("keeps source files small: median at most 80 lines, nine of ten at most 200, none over 350", () => {
    const lengths = all
      .filter(isSource)
      .map((file) => readSource(file).split("\n").length - 1)
      .sort((a, b) => a - b);
    const quantile = (share: number) => lengths[Math.floor(share * (lengths.length - 1))] ?? 0;
    expect(quantile(0.5)).toBeLessThanOrEqual(80);
    expect(quantile(0.9)).toBeLessThanOrEqual(200);
    expect(quantile(1)).toBeLessThanOrEqual(350);
  });

  it("explains every model and enum of the schema with a sentence", async () => {
    for (const [file, text] of await readSchema()) {
      const lines = text.split("\n");
      const silent = lines.filter((line, place) => /^(model|enum) /.test(line) && !lines[place - 1]?.startsWith("///"));
      expect(silent, file).toEqual([]);
    }
  });

  it("has a migration for every change of the schema", async () => {
    const present = (await readSchema()).map(([, text]) => text).join("\n");
    expect(readSource("prisma/migrations/snapshot.prisma")).toBe(present);
  });

  it("writes each table only in the folder that owns it", async () => {
    const owners = await readOwners();
    const violations = all.filter(isSource).flatMap((file) => {
      const writes = [
        ...readSource(file).matchAll(
          /\b(?:tx|db\(\)|database)\.(\w+)\.(?:create|update|upsert|delete|createMany|updateMany|deleteMany|createManyAndReturn|updateManyAndReturn)\b/g,
        ),
      ];
      return writes.flatMap(([, table = ""]) =>
        owners.get(table)?.some((folder) => file.startsWith(folder)) ? [] : [`${file} writes ${table}`],
      );
    });
    expect(violations).toEqual([]);
  });

  it("has no link in its documents that leads nowhere", () => {
    const dead = all
      .filter((file) => file.endsWith(".md") && !file.startsWith("zoo/models/"))
      .flatMap((file) =>
        [...readSource(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].flatMap(([, target = ""]) =>
          existsSync(join(root, dirname(file), target)) ? [] : [`${file} -> ${target}`],
        ),
      );
    expect(dead).toEqual([]);
  });

  it("has no default export, suppression or unfinished note where none belongs", () => {
    const found = all
      .filter(isSource)
      .filter(
        (file) => /@ts-ignore|@ts-expect-error|eslint-disable|\b(TODO|FIXME)\b/.test(readSource(file)) && !file.startsWith("bin/house"),
      );
    expect(found).toEqual([]);
  });
});

/** Folders that may write a table, by the client's name of it: the folder named as the file of the schema that declares it. */
async function readOwners(): Promise<Map<string, string[]>> {
  const owners = new Map<string, string[]>();
  for (const [file, text] of await readSchema()) {
    const noun = file.replace(".prisma", "");
    const folders = noun === "users" ? ["lib/auth/", "app/_server/auth"] : [`lib/${noun}/`];
    for (const [, model = ""] of text.matchAll(/^model (\w+)/gm))
      owners.set(model[0]?.toLowerCase() + model.slice(1), [...folders, "e2e/", "lib/db/testing/"]);
  }
  return owners;
}
