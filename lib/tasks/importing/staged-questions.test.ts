import { describe, expect, it } from "vitest";
import { StagedQuestions } from "./staged-questions";

describe("staged questions", () => {
  it("are given back as they were put in, in order and by place", () => {
    const staged = new StagedQuestions("line");
    try {
      const rows = Array.from({ length: 3_000 }, (_, position) => ({
        list: "dev" as const,
        position,
        line: position,
        lines: {},
        value: "ü".repeat(position % 900),
      }));
      for (const row of rows) staged.append(row);
      expect(staged.read(2_999)).toEqual(rows[2_999]);
      expect([...staged.rows()].map(([, row]) => row)).toEqual(rows);
      expect([...staged.rows((index) => index % 1_000 === 1)].map(([index]) => index)).toEqual([1, 1_001, 2_001]);
    } finally {
      staged.close();
    }
  });
});
