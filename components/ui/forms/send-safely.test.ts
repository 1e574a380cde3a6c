import { expect, it, vi } from "vitest";
import { sendSafely } from "./send-safely";

function typed(reason: string): FormData {
  const form = new FormData();
  form.set("reason", reason);
  form.append("entries", "1.2");
  form.append("entries", "3.4");
  return form;
}

it("answers with everything that was typed when the server cannot be reached", async () => {
  const away = () => Promise.reject(new TypeError("Failed to fetch"));
  expect(await sendSafely(away, typed("Please name the licence."))).toMatchObject({
    status: "problem",
    message: expect.stringContaining("What you typed is still here"),
    values: { reason: "Please name the licence.", entries: ["1.2", "3.4"] },
  });
});

it("does not send what the server would not take", async () => {
  const send = vi.fn();
  expect(await sendSafely(send, typed("a".repeat(60_001)))).toMatchObject({ status: "problem", values: { entries: ["1.2", "3.4"] } });
  expect(send).not.toHaveBeenCalled();
});

it("hands on what leads to another page, after saying that it was taken", async () => {
  const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/reviews;307;" });
  const onTaken = vi.fn();
  await expect(sendSafely(() => Promise.reject(redirect), typed("Welcome."), onTaken)).rejects.toBe(redirect);
  expect(onTaken).toHaveBeenCalledOnce();
});
