import { describe, expect, it } from "vitest";
import { passagesOf } from "./passages";

describe("the sentences of an answer", () => {
  it("are told apart from abbreviations and decimals", () => {
    expect(passagesOf("Dr. Ray paid 3.50 euros. He left.").map(({ text }) => text)).toEqual(["Dr. Ray paid 3.50 euros.", "He left."]);
  });
  it("are asides from a test of the result on, until a conclusion is drawn again", () => {
    const asides = passagesOf("It is 5. Check: 2 + 3 = 5. That works. So it is 5.").map(({ isAside }) => isAside);
    expect(asides).toEqual([false, true, true, false]);
  });
});
