"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Fetches the page again while work is under way and somebody looks at it; without scripts there is a link. */
export function LiveRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, seconds * 1_000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
