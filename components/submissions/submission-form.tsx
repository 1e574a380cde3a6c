"use client";

import { type ReactNode, type SubmitEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { ScopeChoices } from "../consent/scope-choices";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ProblemSummary } from "../ui/problem-summary";
import { TextLink } from "../ui/text-link";
import { DraftStatus, RestoreCopy } from "./draft-status";
import { ModelFields, ModelIdFields, PersonFields } from "./form-fields";
import { type FormValues, listOf, readValues, type SubmissionFormState, textOf } from "./form-values";
import { type KeepAction, type Kept, keepDraft } from "./keep-draft";
import { ModelCheck } from "./model-check";

interface SubmissionFormProps {
  /** Saves and, with intent "send", submits. */
  send: (state: SubmissionFormState, form: FormData) => Promise<SubmissionFormState>;
  keep: KeepAction;
  initial: FormValues;
  signedIn: boolean;
  countries: readonly string[];
  /** The line above the buttons that says what sending does. */
  sendLabel: string;
}

const idle: SubmissionFormState = { status: "idle" };
const signInHref = "/sign-in?next=/submit";

/** The entry form. Before scripts it is a plain form; with them it checks the model and keeps the draft while one types. */
export function SubmissionForm({ send, keep, initial, signedIn, countries, sendLabel }: SubmissionFormProps) {
  const [plain, plainAction] = useActionState(send, idle);
  const [enhanced, setEnhanced] = useState<SubmissionFormState>(idle);
  const [pending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { kept, settle } = useKeptDraft(form, signedIn ? keep : null);
  const state = enhanced.status === "idle" ? plain : enhanced;
  const values = state.status === "problem" ? state.values : initial;
  const problems = state.status === "problem" ? state.fields : [];

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const { currentTarget, nativeEvent } = event;
    const { submitter } = nativeEvent;
    setPending(true);
    startTransition(async () => {
      await settle();
      const answer = await sendSafely(send, new FormData(currentTarget, submitter), readValues(currentTarget));
      setPending(false);
      setEnhanced(answer);
    });
  };
  return (
    <form ref={form} action={plainAction} onSubmit={onSubmit} className="grid gap-14" noValidate aria-busy={pending}>
      <input type="hidden" name="submissionId" defaultValue={textOf(values, "submissionId")} key={`id ${textOf(values, "submissionId")}`} />
      <input type="hidden" name="version" defaultValue={textOf(values, "version") || "0"} key={`version ${textOf(values, "version")}`} />
      {state.status === "problem" ? <ProblemSummary message={state.message} problems={problems.map(onlyKnown)} /> : null}
      <RestoreCopy form={form} initial={initial} />
      <Part title="The model" number="1">
        <ModelIdFields values={values} problems={problems} />
        <ModelCheck form={form} signedIn={signedIn} />
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
            {pending ? "Sending …" : sendLabel}
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

/** A server that cannot be reached is an answer too: the text stays, and the reason is said. */
async function sendSafely(send: SubmissionFormProps["send"], data: FormData, values: FormValues): Promise<SubmissionFormState> {
  try {
    return await send(idle, data);
  } catch (error) {
    // A redirect travels as a thrown object and must reach the router.
    if (error instanceof Error && "digest" in error) throw error;
    return {
      status: "problem",
      message: "The server could not be reached. Your text is still here and in this browser; please try again in a moment.",
      fields: [],
      values,
    };
  }
}

function useKeptDraft(form: React.RefObject<HTMLFormElement | null>, keep: KeepAction | null) {
  const [kept, setKept] = useState<Kept>({ kind: "untouched" });
  const keeper = useRef<ReturnType<typeof keepDraft> | null>(null);
  useEffect(() => {
    if (!form.current) return;
    keeper.current = keepDraft(form.current, keep, setKept);
    return () => keeper.current?.stop();
  }, [form, keep]);
  return { kept, settle: () => keeper.current?.settle() ?? Promise.resolve() };
}
