import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { declaredMethods, methods } from "@/lib/methods/registry";
import { parameterFields } from "@/lib/systems/parameter-fields";
import { root } from "../stack/settings";

const quoted = (word: string) => new RegExp(`["'\`]${word.replaceAll(".", "\\.")}["'\`]`);
const ids = declaredMethods.map(({ id }) => id);
const parameters = methods.flatMap((method) => parameterFields(method.parameters).map(({ name }) => `parameter.${name}`));

/** The words of a text that name a method or a parameter of one. */
const namesIn = (text: string) => [...new Set([...ids, ...parameters])].filter((word) => quoted(word).test(text));

it("knows no method and no parameter by name outside lib/methods: all follows from declarations", () => {
  const files = ["app", "bench", "bin", "components", "lib", "prisma", "worker", "zoo"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const sources = files.filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/(testing|generated|node_modules)\/|^lib\/methods\//.test(file),
  );
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.flatMap((file) => namesIn(readFileSync(join(root, file), "utf8")).map((word) => `${file} names ${word}`))).toEqual([]);
});

it("finds a name wherever one is written", () => {
  expect(namesIn('if (system.method === "best-single") return;')).toEqual(["best-single"]);
  expect(namesIn("fields: [{ field: `parameter.router` }]")).toEqual(["parameter.router"]);
  expect(namesIn("the best-single system")).toEqual([]);
});
