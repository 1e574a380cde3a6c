import { deliverMail } from "@/lib/mail/deliver-mail";

/** Tells a person something, where they can be told. */
export async function handleSendMail(payload: { userId: string; subject: string; text: string }): Promise<void> {
  await deliverMail(payload);
}
