import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SiteFooter } from "@/components/layout/site-footer";
import { SiteHeader } from "@/components/layout/site-header";
import { SkipLink } from "@/components/layout/skip-link";
import { parseTheme, themeCookie } from "@/components/layout/theme";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { navigationFor } from "./_server/navigation";
import { currentActor } from "./_server/session";
import { chooseTheme } from "./actions";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Polyphony: what models are worth alone and in company", template: "%s · Polyphony" },
  description: "Contribute small language models, see them composed, and read what each is worth alone and in company.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbf8" },
    { media: "(prefers-color-scheme: dark)", color: "#14171c" },
  ],
};

/** The frame of every page. Reading the cookie here also makes every page dynamic, which the nonce of the policy needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const navigation = navigationFor(await currentActor());
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <body className="flex min-h-dvh flex-col">
        <SkipLink />
        <SiteHeader {...navigation} />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
        <SiteFooter>
          <ThemeSwitch current={theme} choose={chooseTheme} />
        </SiteFooter>
      </body>
    </html>
  );
}
