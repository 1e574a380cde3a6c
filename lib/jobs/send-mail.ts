import { z } from "zod";
import { defineJob } from "./job";

/** Tell a person something. Without a verified address or an SMTP server the chore ends quietly: the page says it too. */
export const sendMail = defineJob("send-mail", z.object({ userId: z.uuid(), subject: z.string().max(120), text: z.string().max(10_000) }));
