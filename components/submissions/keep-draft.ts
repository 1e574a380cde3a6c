import type { SavedDraft } from "@/lib/submissions/schema";
import { type FormValues, readValues, sameContent } from "./form-values";
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

interface Keeper {
  stop(): void;
  /** Waits for a save that is under way, so that sending never races with it. */
  settle(): Promise<void>;
}

/**
 * Keeps what is typed: at once in this browser, after a pause on the server. The copy in the browser goes when the
 * server has the same text.
 */
export function keepDraft(form: HTMLFormElement, keep: KeepAction | null, show: (kept: Kept) => void): Keeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let last = readValues(form);
  const save = async () => {
    const values = readValues(form);
    if (!keep || sameContent(values, last)) return;
    const answer = await ask(keep, form);
    if (answer.kept) {
      last = values;
      dropCopy(copyKey(idOf(values)));
      adopt(form, answer.draft);
      show({ kind: "saved", at: new Date() });
    } else {
      show({ kind: "browser-only", why: answer.why, signIn: answer.signIn });
    }
  };
  const onInput = () => {
    clearTimeout(timer);
    const values = readValues(form);
    const copied = writeCopy(copyKey(idOf(values)), values);
    if (keep) show({ kind: "typing" });
    else if (copied) show({ kind: "browser-only", why: "Kept in this browser until you sign in.", signIn: true });
    else show({ kind: "nowhere", why: "This browser keeps nothing. Sign in, or download your text before you leave." });
    timer = setTimeout(() => {
      running = running.then(save);
    }, pauseMs);
  };
  form.addEventListener("input", onInput);
  return {
    stop: () => {
      clearTimeout(timer);
      form.removeEventListener("input", onInput);
    },
    settle: () => {
      clearTimeout(timer);
      return running;
    },
  };
}

async function ask(keep: KeepAction, form: HTMLFormElement): Promise<KeepAnswer> {
  try {
    return await keep(new FormData(form));
  } catch {
    return { kept: false, why: "The server cannot be reached.", signIn: false };
  }
}

function idOf(values: FormValues): string {
  return typeof values.submissionId === "string" ? values.submissionId : "";
}

/** From now on the form edits this draft at this version. */
export function adopt(form: HTMLFormElement, draft: Pick<SavedDraft, "id" | "version">): void {
  const set = (name: string, value: string) => {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement) control.value = value;
  };
  set("submissionId", draft.id);
  set("version", String(draft.version));
}
