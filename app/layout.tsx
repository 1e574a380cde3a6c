import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PersonaMenu } from "@/components/auth/persona-menu";
import { UserMenu } from "@/components/auth/user-menu";
import { KeysSwitch } from "@/components/layout/keys-switch";
import { NavLink } from "@/components/layout/nav-link";
import { parseSingleKeys, singleKeysCookie } from "@/components/layout/single-keys";
import { SiteFooter } from "@/components/layout/site-footer";
import { SiteHeader } from "@/components/layout/site-header";
import { SkipLink } from "@/components/layout/skip-link";
import { parseTheme, themeCookie } from "@/components/layout/theme";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { personas } from "@/lib/auth/signing-in/personas";
import { isDemoRequest } from "./_server/auth-demo";
import { navigationFor } from "./_server/navigation";
import { currentActor, currentViewer } from "./_server/session";
import { chooseSingleKeys, chooseTheme } from "./actions";
import { enterDemo, signOut } from "./sign-in/actions";
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
  const jar = await cookies();
  const theme = parseTheme(jar.get(themeCookie)?.value);
  const keys = parseSingleKeys(jar.get(singleKeysCookie)?.value);
  const [actor, viewer, demo] = await Promise.all([currentActor(), currentViewer(), isDemoRequest()]);
  const name = viewer.kind === "anonymous" ? null : viewer.name;
  const persona = viewer.kind === "anonymous" ? null : viewer.persona;
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} data-single-keys={keys === "on" ? undefined : keys}>
      <body className="flex min-h-dvh flex-col">
        <SkipLink />
        {demo ? <PersonaMenu personas={personas} current={persona} action={enterDemo} /> : null}
        <SiteHeader
          items={navigationFor(actor)}
          account={name === null ? <NavLink href="/sign-in" label="Sign in" /> : <UserMenu name={name} signOut={signOut} />}
        />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
        <SiteFooter>
          <ThemeSwitch current={theme} choose={chooseTheme} />
          <KeysSwitch current={keys} choose={chooseSingleKeys} />
        </SiteFooter>
      </body>
    </html>
  );
}
