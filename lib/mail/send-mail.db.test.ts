import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailServer, startSmtp } from "@/e2e/servers/smtp";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { deliverMail } from "./deliver-mail";
import { sendMail } from "./send-mail";

let server: MailServer;
beforeAll(async () => {
  server = await startSmtp({ port: 0 });
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = "Polyphony <portal@example.org>";
});
afterAll(() => server.stop());

describe("a mail", () => {
  it("reaches exactly the address that was asked for, with its words whole", async () => {
    const text = `Grüße, naïve 日本語.\n\nhttps://portal.example.org/sign-in/confirm?token=${"x".repeat(90)}&email=ada%40example.org\n`;
    await sendMail({ to: "Ada@Example.org", subject: "Sign in", text });
    const mail = server.mails.at(-1);
    expect(mail?.to).toEqual(["ada@example.org"]);
    expect(mail?.from).toBe("portal@example.org");
    expect(mail?.subject).toBe("Sign in");
    expect(mail?.text.replaceAll("\r\n", "\n").trim()).toBe(text.trim());
  });
  it("does not leave for anything that is not one plain address", async () => {
    const before = server.mails.length;
    for (const to of [
      "a@example.org, b@evil.example",
      "Ada <a@example.org>",
      "a@example.org\r\nRCPT TO:<b@evil.example>",
      '"x"@example.org',
    ]) {
      await expect(sendMail({ to, subject: "s", text: "t" })).rejects.toThrow("one plain e-mail address");
    }
    expect(server.mails.length).toBe(before);
  });
  it("cannot be given a second header through its subject", async () => {
    const before = server.mails.length;
    await expect(sendMail({ to: "a@example.org", subject: "Hello\r\nBcc: b@evil.example", text: "t" })).rejects.toThrow("one line");
    expect(server.mails.length).toBe(before);
  });
});

describe("the chore that tells a person something", () => {
  it("writes to the confirmed address, with greeting and signature", async () => {
    const person = await seedPerson("contributor");
    const row = await db().user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(await deliverMail({ userId: person.userId, subject: "Your model", text: "It is in the pool." })).toBe(true);
    const mail = server.mails.at(-1);
    expect(mail?.to).toEqual([row.email]);
    expect(mail?.text).toContain(`Hello ${person.name},`);
    expect(mail?.text).toContain("It is in the pool.");
  });
  it("ends quietly for a person who is gone, suspended, or has no confirmed address", async () => {
    const suspended = await seedPerson("contributor");
    await db().user.update({ where: { id: suspended.userId }, data: { state: "suspended" } });
    const unconfirmed = await seedPerson("contributor");
    await db().user.update({ where: { id: unconfirmed.userId }, data: { emailVerified: null } });
    const before = server.mails.length;
    for (const userId of [suspended.userId, unconfirmed.userId, "0199aaaa-0000-7000-8000-000000000000"]) {
      expect(await deliverMail({ userId, subject: "s", text: "t" })).toBe(false);
    }
    expect(server.mails.length).toBe(before);
  });
});
