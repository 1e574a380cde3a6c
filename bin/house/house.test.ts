import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSchema } from "@/prisma/engine";
import { root } from "../stack/settings";
import { filesBelow, isSource, read } from "./source-files";

const all = filesBelow();

/** Lines that would be state of a module. */
const planted = [
  "let count = 0;",
  "export let shared: Thing | undefined;",
  "const kept = new Map<string, number>();",
  "const flights = new Flights();",
  "const taken: string[] = [];",
  "const holder = {} as Holder;",
  "const made = openThing();",
];

/**
 * Whether a line at the top of a module makes something that can change. Sets that say so are constants, as regular expressions
 * and tables are, and a weak map says something of its keys, which belong to somebody.
 */
function isModuleState(line: string): boolean {
  if (/^(export )?(let|var) /.test(line)) return true;
  const [, type = "", value = ""] = /^(?:export )?const \w+(: [^=]+)? = (.*)/.exec(line) ?? [];
  if (/^: Readonly(Set|Map)</.test(type) || /^new WeakMap\b/.test(value)) return false;
  return /^(new [A-Z]|\[\];|\{\}( as .*)?;|open[A-Z]\w*\()/.test(value);
}

describe("the house", () => {
  it("keeps source files small: median at most 80 lines, nine of ten at most 200, none over 350", () => {
    const lengths = all
      .filter(isSource)
      .map((file) => read(file).split("\n").length - 1)
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
    expect(read("prisma/migrations/snapshot.prisma")).toBe(present);
  });

  it("writes each table only in the folder that owns it", async () => {
    const owners = await readOwners();
    const violations = all.filter(isSource).flatMap((file) => {
      const writes = [
        ...read(file).matchAll(
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
        [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].flatMap(([, target = ""]) =>
          existsSync(join(root, dirname(file), target)) ? [] : [`${file} -> ${target}`],
        ),
      );
    expect(dead).toEqual([]);
  });

  it("keeps nothing of an engine in its modules: what changes belongs to an object that somebody opens and closes", () => {
    const rooms = /^lib\/(operations|serving|runs\/executing)\//;
    const found = all
      .filter((file) => rooms.test(file) && isSource(file))
      .flatMap((file) =>
        read(file)
          .split("\n")
          .flatMap((line) => (isModuleState(line) ? [`${file}: ${line}`] : [])),
      );
    expect(found).toEqual([]);
    for (const line of planted) expect(isModuleState(line), line).toBe(true);
  });

  it("has no default export, suppression or unfinished note where none belongs", () => {
    const found = all
      .filter(isSource)
      .filter((file) => /@ts-ignore|@ts-expect-error|eslint-disable|\b(TODO|FIXME)\b/.test(read(file)) && !file.startsWith("bin/house"));
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
