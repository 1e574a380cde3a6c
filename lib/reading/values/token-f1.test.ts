import { describe, expect, it } from "vitest";
import { tokenF1 } from "./token-f1";

describe("F1 of words", () => {
  it.each([
    ["Barack Obama", "Barack Obama", 1],
    ["Obama", "Barack Obama", 2 / 3],
    ["the United States", "United States", 1],
    ["U.S.", "US", 1],
    ["Jean-Luc Moreau", "jean luc moreau", 1],
    ["-3.5", "3.5", 0],
    ["3.5", "35", 0],
    ["1,200", "1200", 1],
    ["The Who", "Who", 1],
    ["the", "the", 1],
    ["A", "the", 0],
    ["rock rock", "rock", 2 / 3],
    ["", "", 0],
    ["?", "?", 0],
    ["東京", "東京", 1],
    ["北京", "北京市", 0.8],
    ["กรุงเทพ", "กรุงเทพ", 1],
    ["Zurich", "Zürich", 1],
    ["Dvorak", "Dvořák", 1],
    ["Sao Paulo", "São Paulo", 1],
    ["Lodz", "Łódź", 1],
    ["й", "и", 0],
    ["JK Rowling", "J. K. Rowling", 1],
    ["J.K. Rowling", "J. K. Rowling", 1],
    ["U.S.A.", "USA", 1],
  ])("of %j and %j is %d", (answer, gold, score) => {
    expect(tokenF1(answer, gold)).toBeCloseTo(score);
    expect(tokenF1(gold, answer)).toBeCloseTo(score);
  });
});
