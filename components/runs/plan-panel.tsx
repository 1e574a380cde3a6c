"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState, useTransition } from "react";
import { Button } from "../ui/forms/button";
import { asRoute } from "../ui/navigation/route";

const pauseMs = 800;

interface PlanPanelProps {
  /** Id of the form whose plan this is. */
  form: string;
  /** Whether a plan is shown, which then follows the form. */
  isShown: boolean;
  children: ReactNode;
}

/**
 * The plan with the button that asks for it. Once shown it follows the form; meanwhile it cannot be launched, because it is not the
 * plan of what is chosen. Without scripts the button asks for each plan.
 */
export function PlanPanel({ form, isShown, children }: PlanPanelProps) {
  const router = useRouter();
  const [changed, setChanged] = useState(false);
  const [pending, startTransition] = useTransition();
  const isStale = changed || pending;
  useEffect(() => {
    const element = document.getElementById(form);
    if (!(element instanceof HTMLFormElement) || !isShown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(element)) if (typeof value === "string") query.append(name, value);
      query.set("plan", "show");
      startTransition(() => router.replace(asRoute(`/runs/new?${query}`), { scroll: false }));
      setChanged(false);
    };
    const onChange = () => {
      setChanged(true);
      clearTimeout(timer);
      timer = setTimeout(show, pauseMs);
    };
    const onSubmit = () => clearTimeout(timer);
    element.addEventListener("input", onChange);
    element.addEventListener("submit", onSubmit);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("input", onChange);
      element.removeEventListener("submit", onSubmit);
    };
  }, [form, isShown, router]);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" form={form} name="plan" value="show" variant={isShown ? "secondary" : "primary"}>
          Show the plan
        </Button>
        <p role="status" className="text-ink-soft text-sm">
          {isStale ? "The plan is being made again…" : ""}
        </p>
      </div>
      <div inert={isStale} className={isStale ? "opacity-60" : undefined}>
        {children}
      </div>
    </div>
  );
}
