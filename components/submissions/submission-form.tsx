"use client";

import { type ReactNode, type RefObject, type SubmitEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { ScopeChoices } from "../consent/scope-choices";
import { Button } from "../ui/forms/button";
import { type FormAction, type FormState, type FormValues, untouched } from "../ui/forms/form-state";
import { listOf, textOf } from "../ui/forms/form-values";
import { ProblemSummary } from "../ui/forms/problem-summary";
import { sendSafely } from "../ui/forms/send-safely";
import { TextLink } from "../ui/navigation/text-link";
import { Notice } from "../ui/notice";
import { DraftStatus, RestoreCopy } from "./draft-status";
import { ModelFields, ModelIdFields, PersonFields } from "./form-fields";
import { type DraftIdentity, type KeepAction, type Keeper, type Kept, keepDraft } from "./keep-draft";
import { ModelCheck } from "./model-check";

interface SubmissionFormProps {
  /** Saves and, with intent "send", submits. */
  send: FormAction;
  keep: KeepAction;
  initial: FormValues;
  signedIn: boolean;
  /** Whether an account at the Hub can be linked here. */
  mayLink: boolean;
  countries: readonly string[];
  /** The line above the buttons that says what sending does. */
  sendLabel: string;
}

const signInHref = "/sign-in?next=/submit";

/** The entry form. Before scripts it is a plain form; with them it checks the model and keeps the draft while one types. */
export function SubmissionForm({ send, keep, initial, signedIn, mayLink, countries, sendLabel }: SubmissionFormProps) {
  const [plain, plainAction] = useActionState(send, untouched);
  const [enhanced, setEnhanced] = useState<FormState>(untouched);
  const [pending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const state = enhanced.status === "idle" ? plain : enhanced;
  const values = state.status === "problem" ? state.values : initial;
  const { kept, identity, keeper } = useKeptDraft(form, signedIn ? keep : null, values);
  const problems = state.status === "problem" ? state.fields : [];

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const { currentTarget, nativeEvent } = event;
    const { submitter } = nativeEvent;
    setPending(true);
    startTransition(async () => {
      await keeper.current?.settle();
      const data = keeper.current?.data(submitter) ?? new FormData(currentTarget, submitter);
      const answer = await sendSafely(send, data, () => keeper.current?.forget());
      if (answer.status === "problem") {
        const draft = identityOf(answer.values);
        if (draft.id !== "" && data.get("submissionId") === "") keeper.current?.forget();
        keeper.current?.adopt(draft);
        keeper.current?.resume();
      }
      setPending(false);
      setEnhanced(answer);
    });
  };
  useEffect(() => {
    if (enhanced.status === "problem") summary.current?.focus();
  }, [enhanced]);
  return (
    <form ref={form} action={plainAction} onSubmit={onSubmit} className="grid gap-14" noValidate aria-busy={pending}>
      <input type="hidden" name="submissionId" value={identity.id} />
      <input type="hidden" name="version" value={identity.version} />
      {state.status === "problem" ? (
        <div ref={summary} tabIndex={-1}>
          <ProblemSummary message={state.message} problems={problems.map(onlyKnown)} />
        </div>
      ) : null}
      <RestoreCopy form={form} initial={initial} />
      <Part title="The model" number="1">
        <ModelIdFields values={values} problems={problems} />
        <ModelCheck form={form} signedIn={signedIn} mayLink={mayLink} />
        <ModelFields values={values} problems={problems} />
      </Part>
      <Part title="You" number="2">
        <PersonFields values={values} problems={problems} countries={countries} />
      </Part>
      <Part title="Your consent" number="3">
        <ScopeChoices chosen={listOf(values, "scopes")} error={problems.find((problem) => problem.field === "scopes")?.message} />
      </Part>
      <div className="grid gap-4 border-ink border-t-2 pt-6">
        {signedIn ? null : <SignInFirst />}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="intent" value="send" variant="primary" size="large" aria-disabled={pending}>
            {pending ? "Sending…" : sendLabel}
          </Button>
          <Button type="submit" name="intent" value="save" size="large" aria-disabled={pending}>
            Save draft
          </Button>
        </div>
        <DraftStatus kept={kept} form={form} signInHref={signInHref} />
      </div>
    </form>
  );
}

function Part({ title, number, children }: { title: string; number: string; children: ReactNode }) {
  return (
    <section className="grid gap-6 lg:grid-cols-[12rem_1fr] lg:gap-12">
      <h2>
        <span aria-hidden="true" className="mr-3 text-ink-faint">
          {number}
        </span>
        {title}
      </h2>
      <div className="grid min-w-0 gap-6">{children}</div>
    </section>
  );
}

function SignInFirst() {
  return (
    <Notice tone="warn" title="You are not signed in.">
      Fill in everything as you like, then{" "}
      <TextLink href={signInHref} target="_blank">
        sign in in a new tab
      </TextLink>{" "}
      and come back here to send it. What you typed stays on this page.
    </Notice>
  );
}

/** Problems of hidden fields have no place to lead to. */
function onlyKnown(problem: { field: string; message: string }) {
  return ["submissionId", "version"].includes(problem.field) ? { ...problem, field: "" } : problem;
}

function identityOf(values: FormValues): DraftIdentity {
  return { id: textOf(values, "submissionId"), version: Number(textOf(values, "version") || "0") };
}

/** Keeps the draft from the first letter, and knows which draft it is by now. */
function useKeptDraft(form: RefObject<HTMLFormElement | null>, keep: KeepAction | null, values: FormValues) {
  const [kept, setKept] = useState<Kept>({ kind: "untouched" });
  const [identity, setIdentity] = useState(() => identityOf(values));
  const keeper = useRef<Keeper | null>(null);
  useEffect(() => {
    if (!form.current) return;
    const made = keepDraft(form.current, { keep, show: setKept, onDraft: setIdentity });
    keeper.current = made;
    return () => made.stop();
  }, [form, keep]);
  return { kept, identity, keeper };
}
