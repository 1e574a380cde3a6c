import { expect, it } from "vitest";
import { Turns } from "./turns";

it("lets work go on together, and nothing beside what goes on alone", async () => {
  const turns = new Turns();
  const begun: string[] = [];
  const ends: Record<string, (error?: Error) => void> = {};
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((done, fail) => {
      ends[name] = (error) => (error ? fail(error) : done());
    });
  };
  const all = [turns.together(work("a")), turns.together(work("b"))];
  await expect.poll(() => begun).toEqual(["a", "b"]);
  const bad = turns.alone(work("bad"));
  all.push(turns.together(work("c")));
  const worse = turns.alone(work("worse"));
  ends.a?.();
  await new Promise((done) => setTimeout(done, 20));
  expect(begun).toEqual(["a", "b"]);
  ends.b?.();
  await expect.poll(() => begun).toEqual(["a", "b", "bad"]);
  ends.bad?.(new Error("it failed"));
  await expect(bad).rejects.toThrow("it failed");
  await expect.poll(() => begun).toEqual(["a", "b", "bad", "worse"]);
  ends.worse?.();
  await worse;
  await expect.poll(() => begun.at(-1)).toBe("c");
  ends.c?.();
  await Promise.all(all);
});
