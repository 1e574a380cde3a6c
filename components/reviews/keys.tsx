"use client";

import { useEffect, useRef } from "react";
import { Button } from "../ui/forms/button";
import { Kbd } from "../ui/kbd";
import { TextLink } from "../ui/navigation/text-link";

export interface KeyBinding {
  key: string;
  does: string;
  /** CSS selector of what is pressed or focused. */
  target: string;
  act: "press" | "focus" | "next" | "previous";
  /** CSS selector of what has the focus after a press. */
  leadsTo?: string;
}

/**
 * Keys of the review pages, with a sheet on "?". They rest while somebody types, for a key that is held down, and wherever the
 * reader switched single keys off.
 */
export function ReviewKeys({ bindings, sends = false }: { bindings: readonly KeyBinding[]; sends?: boolean }) {
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target) || areOff()) return;
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
      <p data-keys="on" className="text-ink-soft text-sm">
        Keys: press <Kbd>?</Kbd> or{" "}
        <Button size="small" variant="quiet" onClick={() => sheet.current?.showModal()}>
          show them
        </Button>
      </p>
      <p data-keys="off" className="text-ink-soft text-sm">
        Single keys are off. <TextLink href="/account#keys">Switch them on</TextLink>
      </p>
      <dialog
        ref={sheet}
        aria-label="Keys of this page"
        className="m-auto w-full max-w-sm border border-rule-strong bg-surface p-6 text-ink backdrop:bg-[#000]/45"
      >
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
          {bindings.map((binding) => (
            <KeyLine key={binding.key} name={binding.key} does={binding.does} />
          ))}
          {sends ? <KeyLine name="Ctrl + Enter" does="Send what you chose" /> : null}
        </dl>
        <p className="mt-4 text-sm">
          <TextLink href="/account#keys">Switch single keys off</TextLink>
        </p>
        <Button className="mt-5" onClick={() => sheet.current?.close()}>
          Close
        </Button>
      </dialog>
    </>
  );
}

function KeyLine({ name, does }: { name: string; does: string }) {
  return (
    <div className="contents">
      <dt>
        <Kbd>{name}</Kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}

function areOff(): boolean {
  return document.documentElement.dataset.singleKeys === "off";
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function perform({ target, act, leadsTo }: KeyBinding): void {
  const found = [...document.querySelectorAll<HTMLElement>(target)].filter((each) => !each.matches(":disabled"));
  if (act === "focus") found[0]?.focus();
  if (act === "press" && found[0]) {
    found[0].click();
    if (leadsTo !== undefined) document.querySelector<HTMLElement>(leadsTo)?.focus();
  }
  if (act === "press" || act === "focus") return;
  const here = found.indexOf(document.activeElement instanceof HTMLElement ? document.activeElement : document.body);
  const step = act === "next" ? 1 : -1;
  const first = act === "next" ? 0 : found.length - 1;
  found[here === -1 ? first : Math.min(Math.max(here + step, 0), found.length - 1)]?.focus();
}
