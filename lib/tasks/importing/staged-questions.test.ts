import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { longestQuestion, StagedQuestions } from "./staged-questions";

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
  it("leave no file behind, even when the process ends in their midst", () => {
    const directory = mkdtempSync(join(tmpdir(), "staged-test-"));
    vi.stubEnv("TMPDIR", directory);
    const staged = new StagedQuestions("row");
    vi.unstubAllEnvs();
    staged.append({ list: "test", position: 0, line: 1, lines: {}, value: "kept" });
    expect(staged.read(0).value).toBe("kept");
    expect(readdirSync(directory)).toEqual([]);
    staged.close();
    rmSync(directory, { recursive: true });
  });
  it("may each be so long and no longer, and the one that is longer is named", () => {
    const staged = new StagedQuestions("row");
    const question = { list: "test" as const, position: 6, line: 7, lines: {}, value: "x".repeat(longestQuestion) };
    expect(() => staged.append(question)).toThrow("row 7, test[6]: is longer than a question may be (1 MB)");
    staged.close();
  });
});
