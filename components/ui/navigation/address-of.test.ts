import { describe, expect, it } from "vitest";
import { boardView } from "@/lib/boards/schema";
import { answersView } from "@/lib/pages/schema";
import { addressOf, entriesOf } from "./address-of";

/** As a page reads the query of its address. */
function read(address: string) {
  const { searchParams } = new URL(address, "http://127.0.0.1");
  const names = [...new Set(searchParams.keys())];
  const only = (all: string[]) => (all.length > 1 ? all : all[0]);
  return boardView.parse(Object.fromEntries(names.map((name) => [name, only(searchParams.getAll(name))])));
}

describe("the address of a view", () => {
  it("is the plain path while nothing was chosen", () => {
    expect(addressOf("/", boardView, boardView.parse({}))).toBe("/");
    expect(addressOf("/models/a/answers", answersView, answersView.parse({ page: "1", split: "test" }))).toBe("/models/a/answers");
  });
  it("names only what differs from what a reader gets anyway, in the order of the schema", () => {
    const view = boardView.parse({ systemPage: 2, q: "a b", split: "held_out", modelSort: "-score", task: "" });
    expect(addressOf("/", boardView, view)).toBe("/?split=held_out&q=a+b&systemPage=2");
  });
  it("leads back to the same view", () => {
    const view = boardView.parse({
      domain: "safety",
      flagged: "without",
      modelColumns: ["n", "flags"],
      systemColumns: "name",
      modelPage: "3",
    });
    expect(read(addressOf("/", boardView, view))).toEqual(view);
  });
  it("names each item of a list", () => {
    expect(entriesOf(boardView, { modelColumns: ["n", "license"] })).toEqual([
      ["modelColumns", "n"],
      ["modelColumns", "license"],
    ]);
  });
  it("leaves out what a change takes away", () => {
    expect(addressOf("/", boardView, { ...boardView.parse({ task: "x", q: "y" }), task: undefined })).toBe("/?q=y");
  });
});
