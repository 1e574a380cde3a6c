import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  info: { icon: Info, styles: "border-l-accent bg-accent-wash", mark: "text-accent" },
  good: { icon: CircleCheck, styles: "border-l-good bg-good-wash", mark: "text-good" },
  warn: { icon: TriangleAlert, styles: "border-l-warn bg-warn-wash", mark: "text-warn" },
  bad: { icon: CircleAlert, styles: "border-l-bad bg-bad-wash", mark: "text-bad" },
} as const;

interface NoticeProps {
  tone?: keyof typeof tones | undefined;
  title?: ReactNode;
  /** Set when the notice appears in answer to something the reader did: it is then read out. */
  live?: boolean | undefined;
  className?: string | undefined;
  children?: ReactNode;
}

/** Something the reader should know before going on. */
export function Notice({ tone = "info", title, live = false, className, children }: NoticeProps) {
  const { icon: Icon, styles, mark } = tones[tone];
  const urgent = tone === "bad" ? "alert" : "status";
  return (
    <div role={live ? urgent : undefined} className={cn("flex gap-3 border-l-4 px-4 py-3", styles, className)}>
      <Icon aria-hidden="true" className={cn("mt-1 size-5 shrink-0", mark)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
