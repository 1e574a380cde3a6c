import { beforeAll, describe, expect, it } from "vitest";
import { addressMail, signInMail } from "@/lib/auth/signing-in/mails";
import { admissionMail } from "@/lib/pool/admission-mail";
import { decisionMail } from "@/lib/reviews/decision-mail";
import { decisionForm } from "@/lib/reviews/schema";
import { filesBelow, isSource, read } from "./source-files";

const portal = "https://portal.example.org";
beforeAll(() => {
  process.env.NEXTAUTH_URL = portal;
  process.env.NEXTAUTH_SECRET = "a secret that only tests know, 32+ characters";
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
});

/** Every mail that the portal can send, by the function that writes it. */
const mails: Record<string, () => { subject: string; text: string }[]> = {
  signInMail: () => [signInMail(`${portal}/sign-in/confirm?token=t`)],
  addressMail: () => [addressMail("Ada", `${portal}/account/address?token=t`)],
  decisionMail: () => decisionForm.shape.decision.options.map((decision) => decisionMail(decision, 7, "Name a licence.")),
  admissionMail: () => [admissionMail({ number: 7, hubId: "ada/model", commit: "0".repeat(40), slug: "ada-model" })],
};

/** A place in the portal without the portal's address, which leads nowhere in a mail. */
const barePath = /(?<![\w/:.?&=%-])\/[a-z]/;

describe("mails", () => {
  it("carry whole addresses: no path without the portal's address, and each leads into the portal", () => {
    for (const [name, write] of Object.entries(mails)) {
      for (const { text } of write()) {
        expect(text, name).not.toMatch(barePath);
        const links = text.match(/https?:\/\/\S+/g) ?? [];
        expect(links.length, name).toBeGreaterThan(0);
        for (const link of links) expect(link, name).toMatch(new RegExp(`^${portal}/`));
      }
    }
    expect("Its page: /models/a").toMatch(barePath);
    expect(`Its page: ${portal}/models/a`).not.toMatch(barePath);
  });

  it("are all among those that are looked at: whoever sends one takes its words from here", () => {
    const sending = filesBelow("lib")
      .concat(filesBelow("app"))
      .filter(isSource)
      .map((file) => ({ file, text: read(file) }))
      .filter(({ text }) => /\bsendMail\(\{|enqueue\(\w+, sendMail,/.test(text));
    expect(sending.length).toBeGreaterThan(3);
    const own = sending.filter(({ file, text }) => {
      // It passes on what others wrote.
      if (file.startsWith("lib/mail/")) return false;
      return !Object.keys(mails).some((name) => text.includes(`${name}(`));
    });
    expect(own.map(({ file }) => file)).toEqual([]);
  });
});
