import type { KeyboardEvent } from "react";

/**
 * Ctrl+Enter sends the form from wherever one is in it; Enter alone sends it from its button only, so that no press in a box or
 * field decides anything.
 */
export function sendByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter") return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    if (!event.repeat) event.currentTarget.requestSubmit();
  } else if (event.target instanceof HTMLInputElement) event.preventDefault();
}
