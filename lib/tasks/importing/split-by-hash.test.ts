import { describe, expect, it } from "vitest";
import { textHash } from "./fingerprint";
import { splitByHash } from "./split-by-hash";

describe("splitByHash", () => {
  const hashes = Array.from({ length: 200 }, (_, number) => textHash(`question ${number}`));

  it("gives the same questions the same split, whatever their order", () => {
    const forward = splitByHash(hashes, [], [{ split: "held_out", share: 0.3 }]);
    const backward = splitByHash(hashes.toReversed(), [], [{ split: "held_out", share: 0.3 }]);
    expect(forward.size).toBe(60);
    expect(new Set([...backward.keys()].map((place) => 199 - place))).toEqual(new Set(forward.keys()));
  });
  it("keeps questions together that are alike", () => {
    const alike = hashes.map((_, place): [number, number] => [place, place % 10]);
    const drawn = splitByHash(hashes, alike, [{ split: "held_out", share: 0.3 }]);
    for (let place = 0; place < 200; place += 1) expect(drawn.get(place)).toBe(drawn.get(place % 10));
  });
  it("draws at least one question and never the last", () => {
    expect(splitByHash(hashes.slice(0, 2), [], [{ split: "held_out", share: 0.1 }]).size).toBe(1);
    expect(splitByHash(hashes.slice(0, 1), [], [{ split: "held_out", share: 0.9 }]).size).toBe(0);
  });
});
