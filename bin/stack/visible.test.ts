import { describe, expect, it } from "vitest";
import { visible } from "./visible";

describe("what is said at the terminal", () => {
  it("shows control characters and turns of direction as codes, and leaves words and lines alone", () => {
    expect(visible("mit\u001b[31m\u202ex\u0007")).toBe("mit\\u001b[31m\\u202ex\\u0007");
    expect(visible("Zürich — 東京\n\tü")).toBe("Zürich — 東京\n\tü");
  });
});
