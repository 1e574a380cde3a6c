"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { runAction } from "@/app/_server/action";
import { parseSingleKeys, singleKeysCookie } from "@/components/layout/single-keys";
import { parseTheme, themeCookie } from "@/components/layout/theme";

const year = 365 * 24 * 60 * 60;

/** Keeps the reader's choice of colours; `system` forgets it. */
export async function chooseTheme(form: FormData): Promise<void> {
  const keep = async (_: unknown, { theme }: { theme?: unknown }) => keepChoice(themeCookie, parseTheme(theme), "system");
  await runAction(z.object({ theme: z.unknown() }), form, keep, "");
}

/** Keeps whether keys without Ctrl or Alt do something; `on` forgets it. */
export async function chooseSingleKeys(form: FormData): Promise<void> {
  const keep = async (_: unknown, { keys }: { keys?: unknown }) => keepChoice(singleKeysCookie, parseSingleKeys(keys), "on");
  await runAction(z.object({ keys: z.unknown() }), form, keep, "");
}

async function keepChoice(cookie: string, choice: string, usual: string): Promise<void> {
  const jar = await cookies();
  if (choice === usual) jar.delete(cookie);
  else jar.set(cookie, choice, { path: "/", maxAge: year, sameSite: "lax", httpOnly: true });
}
