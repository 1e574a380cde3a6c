"use client";

import { useEffect, useRef } from "react";
import { Button } from "../ui/forms/button";
import { Kbd } from "../ui/kbd";

export interface KeyBinding {
  key: string;
  does: string;
  /** CSS selector of what is pressed or focused. */
  target: string;
  act: "press" | "focus" | "next" | "previous";
  /** A field that must be written first: while it is blank, the key leads there. */
  needs?: string;
}

/** Keys of the review pages, with a sheet on "?". They rest while somebody types. */
export function ReviewKeys({ bindings }: { bindings: readonly KeyBinding[] }) {
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") sheet.current?.showModal();
      const binding = bindings.find((one) => one.key === event.key);
      if (!binding || sheet.current?.open) return;
      event.preventDefault();
      perform(binding);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [bindings]);
  return (
    <>
      <p className="text-ink-soft text-sm">
        Keys: press <Kbd>?</Kbd> or{" "}
        <Button size="small" variant="quiet" onClick={() => sheet.current?.showModal()}>
          show them
        </Button>
      </p>
      <dialog
        ref={sheet}
        aria-label="Keys of this page"
        className="m-auto w-full max-w-sm border border-rule-strong bg-surface p-6 text-ink backdrop:bg-[#000]/45"
      >
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
          {bindings.map((binding) => (
            <div key={binding.key} className="contents">
              <dt>
                <Kbd>{binding.key}</Kbd>
              </dt>
              <dd>{binding.does}</dd>
            </div>
          ))}
        </dl>
        <Button className="mt-5" onClick={() => sheet.current?.close()}>
          Close
        </Button>
      </dialog>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function perform({ target, act, needs }: KeyBinding): void {
  const needed = needs ? document.querySelector<HTMLTextAreaElement>(needs) : null;
  if (needed && needed.value.trim() === "") {
    needed.focus();
    return;
  }
  const found = [...document.querySelectorAll<HTMLElement>(target)];
  if (act === "press") found[0]?.click();
  if (act === "focus") found[0]?.focus();
  if (act === "press" || act === "focus") return;
  const here = found.indexOf(document.activeElement instanceof HTMLElement ? document.activeElement : document.body);
  const step = act === "next" ? 1 : -1;
  const first = act === "next" ? 0 : found.length - 1;
  found[here === -1 ? first : Math.min(Math.max(here + step, 0), found.length - 1)]?.focus();
}
