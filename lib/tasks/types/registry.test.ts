import { describe, expect, it } from "vitest";
import { taskTypeNames, taskTypeOf, taskTypes } from "./registry";

describe("the registry of task types", () => {
  it("knows each type by a name of its own, which its questions carry", () => {
    expect(new Set(taskTypeNames).size).toBe(taskTypes.length);
    for (const { name, item } of taskTypes) {
      expect(taskTypeOf(name).name).toBe(name);
      expect(item.shape.taskType.safeParse(name).success).toBe(true);
    }
  });
  it("takes a name that it does not know for a defect", () => {
    expect(() => taskTypeOf("guessing")).toThrow('no task type "guessing"');
  });
});
