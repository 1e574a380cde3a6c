import type { ComponentProps } from "react";
import { providerLabel, providerLabels } from "@/lib/auth/labels";
import type { PersonDetail } from "@/lib/auth/queries";
import { Section } from "../ui/section";
import { ShortForm } from "./short-form";

type Action = ComponentProps<typeof ShortForm>["action"];

interface WaysInProps {
  accounts: PersonDetail["accounts"];
  /** Providers that this installation knows. */
  offered: readonly ("huggingface" | "github")[];
  byMail: boolean;
  link: Action;
  unlink: Action;
}

/** How somebody can sign in, and how to add or take away a way. */
export function WaysIn({ accounts, offered, byMail, link, unlink }: WaysInProps) {
  const missing = offered.filter((provider) => !accounts.some((account) => account.provider === provider));
  if (accounts.length === 0 && missing.length === 0 && !byMail) return null;
  return (
    <Section title="Ways to sign in" lead="An account elsewhere is linked only when you ask for it here." id="ways-in">
      <ul className="grid divide-y divide-rule border-rule border-y">
        {accounts.map(({ provider, username }) => (
          <li key={provider} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <span>
              {providerLabel(provider)}
              {username ? <span className="text-ink-soft"> as {username}</span> : null}
            </span>
            <ShortForm
              action={unlink}
              hidden={{ provider }}
              submit={`Unlink ${providerLabel(provider)}`}
              waiting="Unlinking…"
              variant="quiet"
            />
          </li>
        ))}
        {byMail ? <li className="py-3">{providerLabels.email} to your confirmed address</li> : null}
        {missing.map((provider) => (
          <li key={provider} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <span className="text-ink-soft">{providerLabels[provider]}, not linked</span>
            <ShortForm
              action={link}
              hidden={{ provider }}
              submit={`Link ${providerLabels[provider]}`}
              waiting="Going there…"
              variant="quiet"
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
