import { describe, expect, it } from "vitest";
import { disagreement, readCorpus, sets } from "./testing/corpus";

describe.each(sets)("labelled answers of the %s set", (set) => {
  it("agree", () => {
    const faults = readCorpus(set).flatMap((line) => {
      const fault = disagreement(line);
      return fault
        ? [
            `${line.id} [${line.kind}] ${JSON.stringify(line.answer).slice(0, 300)} gold ${JSON.stringify(line.gold)} wants ${line.reads} ${line.score}: ${fault}`,
          ]
        : [];
    });
    expect(faults).toEqual([]);
  });
});
