import { expect, it } from "vitest";
import { readForm } from "./read-form";

it.each([undefined, null, "text", ["x"], {}, { get: 1 }, [[]], new Map()])("refuses %j, which is no form, in words", (sent) => {
  expect(() => readForm(sent)).toThrow("not sent by a form");
});

it("keeps a field that is called like a part of every object as any other field", () => {
  const form = new FormData();
  for (const name of ["__proto__", "constructor", "toString"]) form.append(name, "typed");
  form.append("__proto__", "twice");
  const values = readForm(form);
  expect(Object.entries(values)).toEqual([
    ["__proto__", ["typed", "twice"]],
    ["constructor", "typed"],
    ["toString", "typed"],
  ]);
});
