import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SaidText } from "../results/said-text";
import { DefinitionList } from "./tables/definition-list";
import { Cell } from "./tables/table";
import { visibleText } from "./visible-text";

const codes = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, place) => 0x7f + place), 0x202a, 0x202b, 0x202c, 0x202d, 0x202e];
const isolates = [0x2066, 0x2067, 0x2068, 0x2069];

it.each([...codes, ...isolates].filter((code) => code !== 0x09 && code !== 0x0a))("shows character %i as a sign of its own", (code) => {
  const shown = visibleText(`a${String.fromCharCode(code)}b`);
  expect(shown).not.toContain(String.fromCharCode(code));
  expect(shown).toMatch(/^a([\u2400-\u241f\u2421]|\[U\+[0-9A-F]{4}\])b$/);
});

it("leaves lines, tabs and the writing of all languages as they are", () => {
  for (const text of ["one\n\ttwo\r\nthree", "שלום \u200f!", "مرحبا", "👩\u200d🔬", "Zürich\u00a01"]) expect(visibleText(text)).toBe(text);
});

it("is how answers, facts and cells of tables show a text", () => {
  const text = "safe\u202eevil\u001b[31m";
  const shown = "safe[U+202E]evil␛[31m";
  const markups = [
    renderToStaticMarkup(createElement(SaidText, { text })),
    renderToStaticMarkup(createElement(DefinitionList, { items: [{ term: "Description", value: text }] })),
    renderToStaticMarkup(createElement(Cell, null, text)),
  ];
  for (const markup of markups) expect(markup).toContain(shown);
});
