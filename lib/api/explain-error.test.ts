import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { explainError } from "./explain-error";

it("calls a database that is away unavailable, whatever says so", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
  for (const error of [refused, new Error("query failed", { cause: refused }), new Error("Can't reach database server at 127.0.0.1")]) {
    expect(explainError(error)).toMatchObject({ code: "UNAVAILABLE", status: 503, message: expect.stringContaining("try again") });
  }
});

it("leaves errors that have words as they are, and has none for defects", () => {
  const known = new AppError("CONFLICT", "Somebody was faster.");
  expect(explainError(known)).toBe(known);
  for (const defect of [new TypeError("x is not a function"), "thrown text", null]) expect(explainError(defect)).toBeNull();
});
