import type { SavedDraft } from "@/lib/submissions/schema";
import type { FormValues } from "../ui/forms/form-state";
import { readValues, sameContent, textOf, whyTooLarge } from "../ui/forms/form-values";
import { copyKey, dropCopy, writeCopy } from "./local-copy";

/** What became of the last attempt to keep the draft. */
export type Kept =
  | { kind: "untouched" }
  | { kind: "typing" }
  | { kind: "saved"; at: Date }
  | { kind: "browser-only"; why: string; signIn: boolean }
  | { kind: "nowhere"; why: string };

export type KeepAction = (form: FormData) => Promise<KeepAnswer>;

/** The server's answer to an autosave. */
export type KeepAnswer = { kept: true; draft: SavedDraft } | { kept: false; why: string; signIn: boolean };

const pauseMs = 1_200;

/** Which draft a form edits, at which version. */
export type DraftIdentity = Pick<SavedDraft, "id" | "version">;

export interface Keeper {
  stop(): void;
  /** Waits for a save that is under way, so that sending never races with it. */
  settle(): Promise<void>;
  /** What the form would send now, as an edit of the draft that was saved last. */
  data(submitter?: HTMLElement | null): FormData;
  /** From now on the form edits this draft at this version. */
  adopt(draft: DraftIdentity): void;
  /** Goes on keeping after a sending that led nowhere, and says again where the text is. */
  resume(): void;
  /** The server has what the form holds: the browser's copy would only bring back what was sent. */
  forget(): void;
}

interface KeeperSettings {
  /** Null while nobody is signed in. */
  keep: KeepAction | null;
  show(kept: Kept): void;
  /** Called whenever a save made or moved on the draft. */
  onDraft(draft: DraftIdentity): void;
}

/**
 * Keeps what is typed: at once in this browser, after a pause on the server. The copy in the browser goes when the
 * server has the same text. The draft's identity is held here too, because the page shows it only after the next paint.
 */
export function keepDraft(form: HTMLFormElement, { keep, show, onDraft }: KeeperSettings): Keeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  const isTyped = hasTyped(form);
  let last: FormValues = isTyped ? {} : readValues(form);
  let draft: DraftIdentity | null = null;
  const data = (submitter: HTMLElement | null = null) => withDraft(new FormData(form, submitter), draft);
  const adopt = (next: DraftIdentity) => {
    draft = next;
    onDraft(next);
  };
  const keyOf = (values: FormValues) => copyKey(draft?.id ?? textOf(values, "submissionId"));
  const save = async () => {
    const values = readValues(form);
    if (!keep || sameContent(values, last)) return;
    const key = keyOf(values);
    const answer = await ask(keep, data());
    if (!answer.kept) return show({ kind: "browser-only", why: answer.why, signIn: answer.signIn });
    last = values;
    dropCopy(key);
    adopt(answer.draft);
    show({ kind: "saved", at: new Date() });
  };
  const onInput = () => {
    clearTimeout(timer);
    const values = readValues(form);
    const copied = writeCopy(keyOf(values), values);
    show(whileTyping(keep !== null, copied));
    timer = setTimeout(() => {
      running = running.then(save);
    }, pauseMs);
  };
  form.addEventListener("input", onInput);
  if (isTyped) onInput();
  return {
    stop: () => {
      clearTimeout(timer);
      form.removeEventListener("input", onInput);
    },
    settle: () => {
      clearTimeout(timer);
      return running;
    },
    data,
    adopt,
    resume: onInput,
    forget: () => dropCopy(keyOf(readValues(form))),
  };
}

/** Whether somebody typed before the scripts were there. */
function hasTyped(form: HTMLFormElement): boolean {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
    if (!(control instanceof HTMLInputElement) || control.type === "hidden") return false;
    return control.type === "checkbox" ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
  });
}

function whileTyping(signedIn: boolean, copied: boolean): Kept {
  if (signedIn) return { kind: "typing" };
  if (copied) return { kind: "browser-only", why: "You are not signed in.", signIn: true };
  return { kind: "nowhere", why: "This browser keeps nothing. Sign in, or download your text before you leave." };
}

function withDraft(data: FormData, draft: DraftIdentity | null): FormData {
  if (!draft) return data;
  data.set("submissionId", draft.id);
  data.set("version", String(draft.version));
  return data;
}

async function ask(keep: KeepAction, data: FormData): Promise<KeepAnswer> {
  const tooLarge = whyTooLarge(data);
  if (tooLarge !== null) return { kept: false, why: tooLarge, signIn: false };
  try {
    return await keep(data);
  } catch {
    return { kept: false, why: "The server cannot be reached.", signIn: false };
  }
}
