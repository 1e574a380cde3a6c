import { expect } from "@playwright/test";
import { z } from "zod";
import { addresses } from "../addresses";

const mailsSchema = z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() }));
export type Mail = z.infer<typeof mailsSchema>[number];

/** Mails whose envelope names `to`, oldest first; without it, all. */
export async function mailsTo(to?: string): Promise<Mail[]> {
  const url = new URL(addresses.mail());
  if (to) url.searchParams.set("to", to);
  return mailsSchema.parse(await (await fetch(url)).json());
}

/** The address in the newest mail to `to`, once there are `count` of them. */
export async function linkIn(to: string, count = 1): Promise<string> {
  await expect.poll(async () => (await mailsTo(to)).length, { message: `mail number ${count} to ${to}` }).toBe(count);
  const text = (await mailsTo(to)).at(-1)?.text ?? "";
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}
