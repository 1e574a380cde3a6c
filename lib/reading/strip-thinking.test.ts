import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stripThinking } from "./strip-thinking";

const visible = (text: string) => stripThinking(text).visible;

describe("stripThinking", () => {
  it.each([
    ["C", "C"],
    ["  C \n", "C"],
    ["", ""],
    ["<think>Surely A.</think>C", "C"],
    ["<think>\nSurely A.\n</think>\n\nThe answer is C.", "The answer is C."],
    ["Surely A.</think>C", "C"],
    ["<think>one</think> no <think>two</think> C", "C"],
    ["<think><think>twice opened</think>C", "C"],
    ["<think>Surely C", ""],
    ["<think></think>", ""],
    ["C <think>or is it", "C"],
    ["C\n<think>That was easy.</think>", "C"],
    ["<think>hm</think>C<think>right</think>", "C"],
    ["A, I think.</think>  ", ""],
    ["<THINK>hm</THINK>C", "C"],
    ["<thinking>hm</thinking>C", "C"],
    ["<reasoning>\nhm\n</reasoning>\n<answer>\nC\n</answer>", "<answer>\nC\n</answer>"],
    ["[THINK]hm[/THINK]C", "C"],
    ["<|begin_of_thought|>hm<|end_of_thought|>\n\n<|begin_of_solution|>C<|end_of_solution|>", "C"],
    ["<|START_THINKING|>hm<|END_THINKING|><|START_RESPONSE|>C<|END_RESPONSE|>", "C"],
    ["◁think▷hm◁/think▷C", "C"],
    ["<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>C<|return|>", "C"],
    ["Close the thought with `</think>`, then answer.", "Close the thought with `</think>`, then answer."],
    ["I think that 3 < 4 and so on.", "I think that 3 < 4 and so on."],
  ])("leaves of %j what it says", (text, said) => {
    expect(visible(text)).toBe(said);
  });

  it("gives the thoughts too, or null when there are none", () => {
    expect(stripThinking("<think>hm</think>C").thinking).toBe("<think>hm</think>");
    expect(stripThinking("<think>never closed").thinking).toBe("<think>never closed");
    expect(stripThinking("C <think>or").thinking).toBe("<think>or");
    expect(stripThinking(" C ").thinking).toBeNull();
    expect(stripThinking("").thinking).toBeNull();
  });

  it("changes nothing the second time", () => {
    const pieces = fc.constantFrom(
      "<think>",
      "</think>",
      "`",
      "C",
      " ",
      "\n",
      "[THINK]",
      "[/THINK]",
      "<reasoning>",
      "a word",
      "<|end|>",
      "<",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const once = visible(parts.join(""));
        expect(visible(once)).toBe(once);
      }),
    );
  });

  it.each(["<think>", "</think>", "<think>x</think>", "<", "`</think>`"])("takes 300,000 characters of %j in reasonable time", (piece) => {
    const started = performance.now();
    stripThinking(piece.repeat(300_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
