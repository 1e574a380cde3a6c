import { expect, it } from "vitest";
import { redactSecrets, secretsIn } from "./redact-secrets";

const settings = {
  NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
  HUB_TOKEN: "word-of-the-hub",
  DATABASE_URL: "postgresql://polyphony:p%40ssword@localhost:5432/polyphony",
  ENDPOINTS: [{ name: "one", url: "http://127.0.0.1:8000", apiKey: "key-of-one" }],
  LOG_LEVEL: "information",
};

it("finds every secret of nested settings, and passwords in addresses as they are written and as they are meant", () => {
  const found = ["0123456789abcdef0123456789abcdef", "word-of-the-hub", "p%40ssword", "p@ssword", "key-of-one"];
  expect(secretsIn(settings)).toEqual(found);
});

it("takes known values out wherever they stand, the longer first", () => {
  expect(redactSecrets("a word-of-the-hub-too, word-of-the-hub", ["word-of-the-hub", "word-of-the-hub-too", "a"])).toBe(
    "a [redacted], [redacted]",
  );
});

it.each([
  ["hf_abcdefghijklmnopqrstuvwxyz", "[redacted]"],
  ["Authorization: Bearer abcdefgh12345678", "Authorization: Bearer [redacted]"],
  ["postgresql://me:hush@host/db", "postgresql://me:[redacted]@host/db"],
  ['{"api_key": "abcdefg"}', '{"api_key": "[redacted]"}'],
  ["HF_TOKEN=abcdefg next", "HF_TOKEN=[redacted] next"],
])("knows the shape of %s", (text, shown) => {
  expect(redactSecrets(text, [])).toBe(shown);
});

it("leaves other words of a program as they are", () => {
  const text = "step 3 of 20: loss 0.41, 512 tokens per second, wrote http://127.0.0.1:8000/v1 and sk-learn";
  expect(redactSecrets(text, ["information"])).toBe(text);
});
