import { describe, expect, it } from "vitest";
import { isSameValue } from "./same-value";

const solutions = "Find all solutions, separated by commas.";

describe("values that are one", () => {
  it.each([
    ["4√2", "4\\sqrt{2}"],
    ["4*sqrt(2)", "4\\sqrt{2}"],
    ["\\sqrt{32}", "4\\sqrt{2}"],
    ["\\frac{1}{\\sqrt{2}}", "\\frac{\\sqrt{2}}{2}"],
    ["\\frac{3}{4}\\sqrt{3}", "3\\sqrt{3}/4"],
    ["-3*\\pi", "-3\\pi"],
    ["\\frac12\\pi", "\\frac{\\pi}{2}"],
    ["1+2x", "2x+1"],
    ["y=1+2x", "y=2x+1"],
    ["3\\cdot x", "3x"],
    ["2+3i", "3i+2"],
    ["1024", "2^{10}"],
    ["(1,4.5)", "(1,\\frac{9}{2})"],
    ["[0,\\frac{1}{2}]", "[0,0.5]"],
    ["-2 \\le x \\le 7", "[-2,7]"],
    ["x>3", "(3,\\infty)"],
    ["\\{3,1,2\\}", "\\{1,2,3\\}"],
    ["(2,\\infty)\\cup(-\\infty,-1)", "(-\\infty,-1)\\cup(2,\\infty)"],
    ["\\sqrt{2},-\\sqrt{2}", "\\pm\\sqrt{2}"],
    ["1\\pm\\sqrt{2}", "1+\\sqrt{2},1-\\sqrt{2}"],
    ["\\left(\\begin{array}{cc}1&2\\\\3&4\\end{array}\\right)", "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"],
    ["\\begin{pmatrix}1&2\\\\3&4\\\\\\end{pmatrix}", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}"],
    ["(15)_8", "15_8"],
    ["15", "15_8"],
    ["34 per cent", "34\\%"],
    ["thirty-four percent", "34%"],
    ["34%", "0.34"],
    ["70’000", "70000"],
    ["70.000,00 €", "70000"],
    ["€70k", "70000"],
    ["1,00,000", "100000"],
    ["３", "3"],
    ["٣٫٥", "3.5"],
    ["a dozen", "12"],
    ["3 to 2", "3:2"],
    ["10.30 am", "10:30"],
    ["Zurich", "Zürich"],
    ["J.K. Rowling", "J. K. Rowling"],
  ])("%s is %s", (answer, gold) => {
    expect(isSameValue(answer, gold)).toBe(true);
  });
  it.each([
    ["0.3333", "\\frac13"],
    ["0.33", "1/3"],
    ["0.0833333333333333", "1/12"],
    ["\\frac{100}{3}", "33.3"],
    ["33.33", "33.3"],
    ["33.333333333333336", "33.33"],
    ["0.30000000000000004", "0.3"],
    ["3.14159", "\\pi"],
    ["\\sqrt{2}", "1.41"],
    ["66.7", "\\frac{200}{3}"],
  ])("%s is what people write for %s", (answer, gold) => {
    expect(isSameValue(answer, gold)).toBe(true);
  });
  it("are lists in another order, unless the order is asked for", () => {
    expect(isSameValue("-2, 1", "1,-2", solutions)).toBe(true);
    expect(isSameValue("0, 2\\pi", "2\\pi, 0", solutions)).toBe(true);
    expect(isSameValue("3,2,1", "1,2,3", "Sort the numbers in ascending order.")).toBe(false);
  });
});

describe("values that are two", () => {
  it.each([
    ["4", "4\\sqrt{2}"],
    ["\\frac{1}{2012!}", "\\frac{1}{2010!}"],
    ["\\frac{1}{2^{96}}", "\\frac{1}{2^{97}}"],
    ["(0,1)", "[0,1]"],
    ["(0,1]", "[0,1)"],
    ["(2,1)", "(1,2)"],
    ["1,2", "(1,2)"],
    ["x^2-1", "x^2+1"],
    ["0.3", "\\frac13"],
    ["0.34", "\\frac13"],
    ["2.54", "2.5"],
    ["6/11", "0.5"],
    ["3.15", "\\pi"],
    ["67", "\\frac{200}{3}"],
    ["15_7", "15_8"],
    ["70k", "70"],
    ["5", "5,6"],
    ["\\begin{pmatrix}1&2\\\\4&3\\end{pmatrix}", "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"],
  ])("%s is not %s", (answer, gold) => {
    expect(isSameValue(answer, gold)).toBe(false);
  });
  it.each([
    ["48+24", "72"],
    ["2^{10}", "1024"],
    ["(x-1)(x+1)", "x^2-1"],
  ])("a calculation that is left to do is no result: %s for %s", (answer, gold) => {
    expect(isSameValue(answer, gold)).toBe(false);
  });
});

describe("terms that would take for ever", () => {
  it.each([
    "9^{9^{9^9}}",
    "99999999!",
    "(10^{99})^{99}",
    "((9^9)^9)^9^9",
    "\\sum_{n=1}^{10^9}n",
    `${"(".repeat(90)}1`,
    "\\sqrt{".repeat(19),
    "5!!!!!",
  ])("are compared as they are written: %s", (term) => {
    expect(isSameValue(term, "\\sqrt{2}")).toBe(false);
    expect(isSameValue("\\sqrt{2}", term)).toBe(false);
  });
});
