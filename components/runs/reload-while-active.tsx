"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const intervalMilliseconds = 3_000;

/** Brings the page up to date every few seconds while `active` runs are on it and somebody looks at it. Shows nothing. */
export function ReloadWhileActive({ active }: { active: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, intervalMilliseconds);
    return () => clearInterval(timer);
  }, [active, router]);
  return null;
}
