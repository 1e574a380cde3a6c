import type { ReactNode } from "react";
import { TextLink } from "../ui/navigation/text-link";

/** What the main navigation leaves out. */
const places = [
  { href: "/about", label: "About" },
  { href: "/systems", label: "Systems" },
  { href: "/experiments", label: "Experiments" },
  { href: "/api-docs", label: "Data and API" },
];

/** What the portal is, where it comes from, and the choice of colours (`children`). */
export function SiteFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="mt-20 border-rule border-t" data-print="hide">
      <div className="mx-auto grid max-w-page gap-6 px-4 py-8 text-ink-soft text-sm sm:px-8 md:grid-cols-[1fr_auto]">
        <p className="max-w-prose">
          Polyphony is a participation portal for modular AI: small models contributed by many people, measured alone and in company. It
          implements{" "}
          <TextLink quiet href="https://arxiv.org/abs/2606.07812">
            Scaling Participation in Modular AI Systems
          </TextLink>
          .
        </p>
        <div className="grid content-start gap-2 md:justify-items-end">
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {places.map(({ href, label }) => (
              <li key={href}>
                <TextLink quiet href={href}>
                  {label}
                </TextLink>
              </li>
            ))}
          </ul>
          {children}
        </div>
      </div>
    </footer>
  );
}
