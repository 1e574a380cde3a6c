import { createTransport } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { parseAddress } from "./address";

/** One mail to one person. `text` is plain; lines may be of any length. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** Whether mail can be sent at all. */
export function canSendMail(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Sends one mail over SMTP_URL and returns when the server took it.
 * @throws AppError UNAVAILABLE without an SMTP server, INVALID_INPUT for an address or subject that we do not write.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) throw new AppError("UNAVAILABLE", "This installation cannot send mail: SMTP_URL is not set.");
  const to = parseAddress(mail.to, "to");
  if (/\p{Cc}/u.test(mail.subject))
    throw new AppError("INVALID_INPUT", "A subject is one line.", [{ field: "subject", message: "one line" }]);

  const { html, subject, text } = mail;
  const message = new MailComposer({ from: MAIL_FROM, to: { name: "", address: to }, subject, text, ...(html ? { html } : {}) }).compile();
  const envelope = message.getEnvelope();
  // The header was composed by a library and read back by it: whatever it understood must still be the one address we meant.
  if (!envelope.from || envelope.to.length !== 1 || envelope.to[0] !== to) {
    throw new Error("the mail's envelope does not name exactly the one recipient that was asked for");
  }
  const transport = createTransport({ url: SMTP_URL, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 });
  try {
    await transport.sendMail({ envelope: { from: envelope.from, to: [to] }, raw: await message.build() });
  } finally {
    transport.close();
  }
}
