import { expect, it } from "vitest";
import { roomsOf } from "./changed-folders";

it("finds the room of each changed file: a noun below lib, else the first folder", () => {
  const files = [
    "lib/runs/leasing/leaser.ts",
    "lib/runs/states.ts",
    "lib/env.ts",
    "worker/main.ts",
    "app/(public)/page.tsx",
    "package.json",
  ];
  expect([...roomsOf(files)]).toEqual(["lib/runs/", "lib/", "worker/", "app/"]);
});
