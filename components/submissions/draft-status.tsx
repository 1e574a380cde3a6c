"use client";

import { type RefObject, useEffect, useState } from "react";
import { Button } from "../ui/forms/button";
import type { FormValues } from "../ui/forms/form-state";
import { readValues, sameContent, textOf, writeValues } from "../ui/forms/form-values";
import { TextLink } from "../ui/navigation/text-link";
import { Notice } from "../ui/notice";
import type { Kept } from "./keep-draft";
import { copyKey, downloadCopy, dropCopy, type LocalCopy, readCopy } from "./local-copy";

interface DraftStatusProps {
  kept: Kept;
  form: RefObject<HTMLFormElement | null>;
  signInHref: string;
}

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

/** Says where the typed text is kept, and offers a file when it is kept nowhere safe. */
export function DraftStatus({ kept, form, signInHref }: DraftStatusProps) {
  return (
    <div role="status" className="min-h-6 text-ink-soft text-sm">
      {kept.kind === "typing" ? "Saving…" : null}
      {kept.kind === "saved" ? `Draft saved at ${clock.format(kept.at)}.` : null}
      {kept.kind === "browser-only" || kept.kind === "nowhere" ? (
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className={kept.kind === "nowhere" ? "text-bad" : "text-warn"}>
            {kept.why}
            {kept.kind === "browser-only" ? " Your text is kept in this browser." : ""}
          </span>
          {kept.kind === "browser-only" && kept.signIn ? (
            <TextLink href={signInHref} target="_blank">
              Sign in in a new tab
            </TextLink>
          ) : null}
          <Button size="small" variant="quiet" onClick={() => form.current && downloadCopy(readValues(form.current))}>
            Download my text (JSON)
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** Brings back what this browser kept and the server never got: at once into a form that nobody has begun, else on request. */
export function RestoreCopy({ form, initial }: Pick<DraftStatusProps, "form"> & { initial: FormValues }) {
  const [found, setFound] = useState<LocalCopy | null>(null);
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const present = readValues(element);
    const key = copyKey(textOf(present, "submissionId"));
    const copy = readCopy(key);
    if (!copy) return;
    if (sameContent(copy.values, present)) dropCopy(key);
    else if (textOf(present, "submissionId") === "" && sameContent(present, initial) && !element.contains(document.activeElement)) {
      writeValues(element, copy.values);
      setRestored(true);
    } else setFound(copy);
  }, [form, initial]);
  if (restored) return <Notice live title="Your text is back. This browser had kept it." />;
  if (!found) return null;
  const decide = (use: "restore" | "discard") => {
    if (use === "restore" && form.current) writeValues(form.current, found.values);
    dropCopy(copyKey(textOf(found.values, "submissionId")));
    setFound(null);
  };
  return (
    <Notice live title={`This browser kept another version of your text, from ${new Date(found.savedAt).toLocaleString("en-GB")}.`}>
      <div className="mt-2 flex flex-wrap gap-3">
        <Button size="small" onClick={() => decide("restore")}>
          Bring it back
        </Button>
        <Button size="small" variant="quiet" onClick={() => downloadCopy(found.values)}>
          Download it
        </Button>
        <Button size="small" variant="quiet" onClick={() => decide("discard")}>
          Discard it
        </Button>
      </div>
    </Notice>
  );
}
