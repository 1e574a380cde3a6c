/** Does the work of one call, and whatever belongs around it. */
export type Around = <Result>(kind: string, work: () => Promise<Result>) => Promise<Result>;

/** The same calls, each with the same around it: a kind that is new is not forgotten, because none is named here. */
export function aroundEach<Calls extends object>(calls: Calls, around: Around): Calls {
  const wrapped = { ...calls };
  for (const kind in calls) {
    const call = calls[kind] as (input: unknown) => Promise<unknown>;
    wrapped[kind] = ((input: unknown) => around(kind, () => call(input))) as Calls[typeof kind];
  }
  return wrapped;
}
