import type { ReactNode } from "react";
import { Disclosure } from "./disclosure";

/** What only those need who look for a fault: there, and out of the way. */
export function TechnicalDetails({ children }: { children: ReactNode }) {
  return (
    <Disclosure summary="Technical details">
      <div className="text-ink-soft text-sm [overflow-wrap:anywhere]">{children}</div>
    </Disclosure>
  );
}
