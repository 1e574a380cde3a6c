import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { canSendMail, sendMail } from "./send-mail";

/**
 * The chore behind `lib/jobs/send-mail.ts`. A person without a verified address, a suspended one, or an installation
 * without SMTP ends the chore quietly: every mail repeats what a page says too. An SMTP failure throws, so the queue tries again.
 * @returns whether a mail left.
 */
export async function deliverMail(payload: { userId: string; subject: string; text: string }): Promise<boolean> {
  const { userId, subject, text } = payload;
  const quietly = (reason: string) => {
    log.info({ userId, reason }, "no mail was sent");
    return false;
  };
  if (!canSendMail()) return quietly("no SMTP server is configured");
  const person = await db().user.findUnique({ where: { id: userId } });
  if (!person) return quietly("the person is gone");
  if (person.state === "suspended") return quietly("the person is suspended");
  if (!person.email || !person.emailVerified) return quietly("the person has no verified address");
  await sendMail({ to: person.email, subject, text: signed(person.name, text) });
  return true;
}

/** Greeting and signature around a text that says only what happened. */
function signed(name: string | null, text: string): string {
  const greeting = name ? `Hello ${name},` : "Hello,";
  return `${greeting}\n\n${text.trim()}\n\nPolyphony\n`;
}
