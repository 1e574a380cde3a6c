"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { runAction } from "@/app/_server/action";
import { parseTheme, themeCookie } from "@/components/layout/theme";

const year = 365 * 24 * 60 * 60;

/** Keeps the reader's choice of colours; `system` forgets it. */
export async function chooseTheme(form: FormData): Promise<void> {
  const keep = async (_: unknown, input: { theme?: unknown }) => {
    const jar = await cookies();
    const theme = parseTheme(input.theme);
    if (theme === "system") jar.delete(themeCookie);
    else jar.set(themeCookie, theme, { path: "/", maxAge: year, sameSite: "lax", httpOnly: true });
  };
  await runAction(z.object({ theme: z.unknown() }), form, keep, "");
}
