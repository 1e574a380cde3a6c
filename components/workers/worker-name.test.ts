import { expect, it } from "vitest";
import { workerName } from "./worker-name";

it("calls a worker by its machine and process, and leaves any other id as it is", () => {
  expect(workerName("vm:30451:19d57f5e")).toBe("vm, process 30451");
  for (const id of ["worker-1", "a:b", "one:two:three:four"]) expect(workerName(id)).toBe(id);
});
