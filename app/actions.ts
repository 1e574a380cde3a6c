"use server";

import { cookies } from "next/headers";
import { parseTheme, themeCookie } from "@/components/layout/theme";

const year = 365 * 24 * 60 * 60;

/** Keeps the reader's choice of colours; `system` forgets it. */
export async function chooseTheme(form: FormData): Promise<void> {
  const jar = await cookies();
  const theme = parseTheme(form.get("theme"));
  if (theme === "system") jar.delete(themeCookie);
  else jar.set(themeCookie, theme, { path: "/", maxAge: year, sameSite: "lax", httpOnly: true });
}
