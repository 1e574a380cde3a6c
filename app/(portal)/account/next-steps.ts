import type { NextStep } from "@/components/auth/next-steps";
import type { Person } from "@/lib/auth/people/require-person";
import { may } from "@/lib/auth/permissions";

/** What this person's roles let them do, most personal first. */
export function nextSteps(actor: Person): NextStep[] {
  const steps: NextStep[] = [
    { href: "/submissions", label: "My submissions", about: "where each of your models stands, and what comes next." },
    { href: "/submit", label: "Submit a model", about: "two minutes, checked while you type." },
  ];
  if (actor.roles.includes("evaluator")) {
    const about = "judging is not open yet; meanwhile, follow a question to all that was said to it.";
    steps.push({ href: "/systems", label: "Answers of the systems", about });
  }
  if (may(actor, "submission:review")) steps.push({ href: "/reviews", label: "Reviews", about: "entries that wait for a decision." });
  if (may(actor, "run:launch")) steps.push({ href: "/runs/new", label: "Launch a run", about: "with its cost before it starts." });
  if (may(actor, "operate:read"))
    steps.push({ href: "/operate", label: "Operate", about: "workers, model servers, what waits and what failed." });
  if (may(actor, "user:read")) steps.push({ href: "/people", label: "People", about: "who holds which role, and since when." });
  return steps;
}
