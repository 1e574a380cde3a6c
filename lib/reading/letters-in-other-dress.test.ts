import { describe, expect, it } from "vitest";
import { optionsOf } from "./options";
import { readOption } from "./read-option";

const sea = { question: "Which colour is the sea on this map?", options: optionsOf({ A: "red", B: "blue", C: "green", D: "white" }) };

describe("a letter in other dress", () => {
  it.each(["（B）", "Ｂ", "Ⓑ", "🅑", "🄱", "𝐁", "⒝", "**Ｂ**", "答案：Ｂ"])("is the letter: %s", (answer) => {
    expect(readOption(answer, sea).parsed).toBe("B");
  });
  it.each([
    "我选择B。",
    "B选项正确",
    "故答案选：B",
    "对的只有选项B。",
    "A选项错误，因为图例没有红色；选B",
    "A不正确，B正确",
    "正解はBです",
    "Bが正解です。",
    "정답: B",
    "B번입니다",
    "Ответ: В",
    "الإجابة الصحيحة هي B",
    "सही उत्तर B है",
    "คำตอบคือ B",
  ])("is declared in every language: %s", (answer) => {
    expect(readOption(answer, sea).parsed).toBe("B");
  });
  it("is not declared where it is denied", () => {
    expect(readOption("B不正确", sea).parsed).toBeNull();
  });
  it.each([
    "B<|im_end|>",
    "B<|eot_id|>",
    "B<end_of_turn>",
    "<s> B</s>",
    "B<｜end▁of▁sentence｜>",
    "[/INST] B",
    "<|assistant|>B<|end|>",
    "<start_of_turn>model\nB<end_of_turn>\n<start_of_turn>user\nAnd A?",
    "<|im_start|>user\nA or B?<|im_end|>\n<|im_start|>assistant\nB",
    "B<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nAnd the land?",
    "<|im_start|>assistant\nB<|im_end|>\n<|im_start|>admin\nA",
  ])("is read beside the marks of templates, and what others say is not: %j", (answer) => {
    expect(readOption(answer, sea).parsed).toBe("B");
  });
});
