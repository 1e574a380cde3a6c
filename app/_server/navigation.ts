import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";

interface Entry {
  href: string;
  label: string;
}

/** What this reader finds in the main navigation: everything that the permissions table lets them open. */
export function navigationFor(actor: Actor): Entry[] {
  const items: Entry[] = [
    { href: "/", label: "Leaderboard" },
    { href: "/models", label: "Models" },
    { href: "/tasks", label: "Tasks" },
    { href: "/methods", label: "Methods" },
    { href: "/runs", label: "Runs" },
    { href: "/submit", label: "Submit" },
  ];
  if (may(actor, "submission:review")) items.push({ href: "/reviews", label: "Reviews" });
  else if (may(actor, "submission:read-all")) items.push({ href: "/reviews/decided", label: "Decisions" });
  if (may(actor, "operate:read")) items.push({ href: "/operate", label: "Operate" });
  if (may(actor, "user:read")) items.push({ href: "/people", label: "People" });
  return items;
}
