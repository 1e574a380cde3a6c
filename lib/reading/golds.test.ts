import { describe, expect, it } from "vitest";
import { goldsOf } from "./golds";

describe("gold answers", () => {
  it("may be a list, or a JSON list inside a string, but a comma makes no list", () => {
    expect(goldsOf(["a", "b"])).toEqual(["a", "b"]);
    expect(goldsOf('["Davis, Jr.", "Davis"]')).toEqual(["Davis, Jr.", "Davis"]);
    expect(goldsOf("Davis, Jr.")).toEqual(["Davis, Jr."]);
    expect(goldsOf("[4, 6]")).toEqual(["[4, 6]"]);
    expect(goldsOf("[")).toEqual(["["]);
    expect(goldsOf(`['Ann', "O'Neill"]`)).toEqual(["Ann", "O'Neill"]);
    expect(goldsOf("24 in May.\n48+24=72\n#### 72")).toEqual(["72"]);
  });
});
