import { describe, expect, it } from "vitest";
import { disarm, toCsv } from "./export-board";

describe("cells of a CSV file", () => {
  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b=1",
    "safe\n=1+1",
    "safe\r=1",
    "\uff1d1",
    "\uff0b1",
    "\uff20a",
    "\t=1",
  ])("disarms %j", (text) => {
    expect(disarm(text).startsWith("'")).toBe(true);
  });
  it("leaves ordinary words alone", () => {
    expect(disarm("Qwen2.5-7B, tuned")).toBe("Qwen2.5-7B, tuned");
    expect(disarm("a = b")).toBe("a = b");
  });
  it("takes out what cannot be seen", () => {
    expect(disarm("a\u202eb\u0007c")).toBe("abc");
  });
  it("keeps negative numbers numbers, and quotes what needs quotes", () => {
    const text = toCsv({ columns: ["name", "gain", "so far"], rows: [['say "hi", you', -0.25, true]] });
    expect(text).toBe('name,gain,so far\r\n"say ""hi"", you",-0.25,yes\r\n');
  });
  it("leaves missing values empty", () => {
    expect(toCsv({ columns: ["a", "b"], rows: [[null, 1]] })).toBe("a,b\r\n,1\r\n");
  });
});
