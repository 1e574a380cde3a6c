import { beforeAll, expect, it } from "vitest";
import { decisionMail } from "./decision-mail";
import { decisionForm } from "./schema";

beforeAll(() => {
  process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
  process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
  process.env.NEXTAUTH_SECRET ??= "a secret that only tests know, 32+ characters";
});

it.each(decisionForm.shape.decision.options)("names the entry by its whole address when the decision is %s", (decision) => {
  const { text } = decisionMail(decision, 12, "");
  expect(text).toContain("http://127.0.0.1:3000/submissions/12\n");
  expect(text).not.toMatch(/(?<!\S)\//);
});
