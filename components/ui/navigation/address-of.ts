import type { z } from "zod";

/** What a reader chose to see, or part of it. */
export type Chosen<Schema extends z.ZodObject> = { [Name in keyof z.output<Schema>]?: z.output<Schema>[Name] | undefined };

/** A view as it stands in an address: only what a reader would not get anyway, and a list as its name again and again. */
export function entriesOf<Schema extends z.ZodObject>(schema: Schema, view: Chosen<Schema>): [name: string, value: string][] {
  const usual: Chosen<Schema> = schema.parse({});
  return Object.keys(schema.shape).flatMap((name: keyof Chosen<Schema>) => {
    const value = view[name];
    const values = value === undefined || value === usual[name] ? [] : [value].flat();
    return values.map((each): [string, string] => [String(name), String(each)]);
  });
}

export function addressOf<Schema extends z.ZodObject>(path: string, schema: Schema, view: Chosen<Schema>): string {
  const query = new URLSearchParams(entriesOf(schema, view)).toString();
  return query ? `${path}?${query}` : path;
}
