import { expect, it } from "vitest";
import { chooseFormat } from "./choose-format";

it.each([
  [null, "json"],
  ["*/*", "json"],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"],
  ["application/jsonl", "jsonl"],
  ["application/x-ndjson", "jsonl"],
  ["Application/VND.apache.Parquet", "parquet"],
  ["application/json;q=0.5, application/vnd.apache.parquet", "parquet"],
  ["application/jsonl;q=0.1, application/json;q=0.9", "json"],
  ["application/jsonl, application/vnd.apache.parquet", "jsonl"],
  ["application/jsonl;q=0", "json"],
  ["application/jsonl;q=nonsense", "json"],
  [",;;,q=", "json"],
])("takes the form that an Accept header likes best: %s is %s", (accept, format) => {
  expect(chooseFormat(accept)).toBe(format);
});
