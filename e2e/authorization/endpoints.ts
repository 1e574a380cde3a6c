import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Everything that answers over HTTP, read from the build rather than from a list kept by hand. */
const build = join(import.meta.dirname, "../../.next");
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(build, path), "utf8"));

export interface ServerAction {
  /** What a browser sends in the `Next-Action` header. */
  id: string;
  /** "app/(portal)/submit/actions.ts#submitModelAction" */
  name: string;
}

/** Each server action of the build, also those that no page uses: all of them are callable. */
export function readActions(): ServerAction[] {
  const manifest = readJson("server/server-reference-manifest.json") as {
    node: Record<string, { filename?: string; exportedName?: string }>;
  };
  return Object.entries(manifest.node).map(([id, { filename = "?", exportedName = "?" }]) => ({ id, name: `${filename}#${exportedName}` }));
}

export interface Routes {
  pages: string[];
  handlers: string[];
}

/** Each page and route handler of the build, by its path pattern. */
export function readRoutes(): Routes {
  const manifest = readJson("app-path-routes-manifest.json") as Record<string, string>;
  const ending = (suffix: string) =>
    Object.entries(manifest)
      .filter(([source]) => source.endsWith(suffix))
      .map(([, path]) => path)
      .sort();
  return { pages: ending("/page"), handlers: ending("/route") };
}
