"use client";

import { type ReactNode, useId, useRef } from "react";
import { Button } from "./button";
import type { ButtonStyle } from "./button-styles";

interface DialogProps {
  title: string;
  trigger: ReactNode;
  triggerStyle?: ButtonStyle;
  children: ReactNode;
}

/**
 * A native modal dialog and the button that opens it. Browsers with invoker commands open and close it before scripts
 * have loaded; the handlers are for the others.
 */
export function Dialog({ title, trigger, triggerStyle, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button {...triggerStyle} {...invoke("show-modal", id)} onClick={() => dialog.current?.open || dialog.current?.showModal()}>
        {trigger}
      </Button>
      <dialog
        ref={dialog}
        id={id}
        aria-labelledby={`${id}-title`}
        className="m-auto w-full max-w-prose border border-rule-strong bg-surface p-6 text-ink backdrop:bg-[#000]/45"
      >
        <div className="mb-4 flex items-start justify-between gap-4">
          <h2 id={`${id}-title`}>{title}</h2>
          <Button variant="quiet" size="small" {...invoke("close", id)} onClick={() => dialog.current?.close()}>
            Close
          </Button>
        </div>
        {children}
      </dialog>
    </>
  );
}

/** React passes these attributes of HTML on but does not know their types yet. */
function invoke(command: "show-modal" | "close", target: string): Record<string, string> {
  return { command, commandfor: target };
}
