"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { verdictOf, verdictWords } from "@/lib/hub/labels";
import { type CheckReport, checkReport, hfRepoId, isPassing, meantRevision, typedHubId } from "@/lib/hub/schema";
import { cn } from "../ui/cn";
import { Button } from "../ui/forms/button";
import { CheckList } from "./check-list";

const pauseMs = 600;
const incomplete = "This is no complete model ID yet: it is written as owner/name, without spaces.";

type Look =
  /** Nobody is signed in, so nobody may ask. */
  | { kind: "stranger" }
  | { kind: "nothing" }
  /** Something is typed that is no model ID. */
  | { kind: "incomplete"; why: string }
  | { kind: "asking"; hubId: string }
  | { kind: "answer"; report: CheckReport }
  | { kind: "trouble"; message: string };

interface ModelCheckProps {
  form: RefObject<HTMLFormElement | null>;
  /** Only people who signed in may ask; the others are told. */
  signedIn: boolean;
  /** Whether an account at the Hub can be linked here. */
  mayLink: boolean;
}

/** Checks the model ID while it is typed, and shows what the Hub says about it. */
export function ModelCheck({ form, signedIn, mayLink }: ModelCheckProps) {
  const [look, setLook] = useState<Look>({ kind: "nothing" });
  const isDescriptionLeft = useLeft(form, "description");
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = form.current;
    if (!element || !signedIn) return;
    const watch = watchModel(element, setLook);
    again.current = watch.again;
    return watch.stop;
  }, [form, signedIn]);
  const shown: Look = signedIn ? whatMatters(look, isDescriptionLeft) : { kind: "stranger" };
  return (
    <div aria-busy={look.kind === "asking"} className="grid min-h-6 gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        {/* Only the sum is read out when it comes; the list below is there to be read. */}
        <p aria-live="polite" className={cn("min-w-0 text-sm [overflow-wrap:anywhere]", tones[shown.kind])}>
          {sumOf(shown)}
        </p>
        {shown.kind === "answer" || shown.kind === "trouble" ? (
          <Button size="small" variant="quiet" onClick={() => again.current()}>
            {shown.kind === "answer" && !isPassing(shown.report.problem) ? "Check again" : "Try again"}
          </Button>
        ) : null}
      </div>
      {shown.kind === "answer" ? <Answer report={shown.report} form={form} mayLink={mayLink} /> : null}
    </div>
  );
}

const tones: Record<Look["kind"], string> = {
  stranger: "text-ink-soft",
  nothing: "text-ink-soft",
  incomplete: "text-ink-soft",
  asking: "text-ink-soft",
  trouble: "text-warn",
  answer: "font-medium",
};

function sumOf(look: Look): string {
  switch (look.kind) {
    case "stranger":
      return "Once you are signed in, the model is checked while you type. It is checked in any case after you send the entry.";
    case "nothing":
      return "As soon as the ID is complete, the Hub is asked whether the model qualifies.";
    case "incomplete":
      return look.why;
    case "asking":
      return `Asking the Hub about ${look.hubId}…`;
    case "trouble":
      return look.message;
    case "answer":
      return isPassing(look.report.problem) ? noAnswer(look.report) : verdictWords(verdictOf(look.report.checks), "your");
  }
}

function noAnswer({ resolvedId }: CheckReport): string {
  return `The Hub gives no answer about ${resolvedId} at the moment. You can go on; your model is checked after you send the entry.`;
}

/** A description that nobody has come to yet is not missing. */
function whatMatters(look: Look, isDescriptionLeft: boolean): Look {
  if (look.kind !== "answer" || isDescriptionLeft) return look;
  const checks = look.report.checks.filter(({ id, outcome }) => id !== "description" || outcome !== "unknown");
  return { kind: "answer", report: { ...look.report, checks } };
}

/** Whether the field of this name had the focus and lost it. */
function useLeft(form: RefObject<HTMLFormElement | null>, name: string): boolean {
  const [left, setLeft] = useState(false);
  useEffect(() => {
    const element = form.current;
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.getAttribute("name") === name) setLeft(true);
    };
    element?.addEventListener("focusout", note);
    return () => element?.removeEventListener("focusout", note);
  }, [form, name]);
  return left;
}

function Answer({ report, form, mayLink }: { report: CheckReport } & Pick<ModelCheckProps, "form" | "mayLink">) {
  const { baseModel, cardSummary } = report.facts;
  return (
    <>
      <CheckList checks={report.checks} label="Checks of the model" own mayLink={mayLink} />
      {cardSummary ? (
        <figure className="border-rule-strong border-l-2 pl-4 text-sm">
          <figcaption className="text-ink-faint">The model card says. Does it fit your description?</figcaption>
          <blockquote dir="auto" className="[overflow-wrap:anywhere]">
            {cardSummary}
          </blockquote>
        </figure>
      ) : null}
      {baseModel ? (
        <p className="text-sm">
          The card names the base model {baseModel}.{" "}
          <Button size="small" variant="quiet" onClick={() => fill(form.current, "baseModel", baseModel)}>
            Use it
          </Button>
        </p>
      ) : null}
    </>
  );
}

function fill(form: HTMLFormElement | null, name: string, value: string): void {
  const control = form?.elements.namedItem(name);
  if (!(control instanceof HTMLInputElement)) return;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Asks after a pause in typing, drops answers that were overtaken, and asks only when something relevant changed. */
function watchModel(form: HTMLFormElement, show: (look: Look) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let asked = "";
  const ask = async (force: "force" | "if-new") => {
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? "");
    const hubId = typedHubId(text("hubId"));
    const revision = meantRevision(text("hubId"), text("revision")) ?? text("revision");
    const query = new URLSearchParams({
      hubId,
      revision,
      description: text("description"),
      submissionId: text("submissionId"),
    });
    if (force === "if-new" && query.toString() === asked) return;
    asked = query.toString();
    running?.abort();
    if (hubId === "") return show({ kind: "nothing" });
    const id = hfRepoId.safeParse(hubId);
    if (!id.success)
      return show({ kind: "incomplete", why: hubId.includes("/") ? (id.error.issues[0]?.message ?? incomplete) : incomplete });
    running = new AbortController();
    const { signal } = running;
    show({ kind: "asking", hubId });
    const look = await askServer(query, signal);
    if (!signal.aborted) show(look);
  };
  const onInput = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask("if-new"), pauseMs);
  };
  form.addEventListener("input", onInput);
  onInput();
  return {
    again: () => void ask("force"),
    stop: () => {
      clearTimeout(timer);
      running?.abort();
      form.removeEventListener("input", onInput);
    },
  };
}

async function askServer(query: URLSearchParams, signal: AbortSignal): Promise<Look> {
  try {
    const response = await fetch(`/api/hub/check?${query}`, { signal, headers: { accept: "application/json" } });
    const body: unknown = await response.json();
    const report = checkReport.safeParse(body);
    if (response.ok && report.success) return { kind: "answer", report: report.data };
    return { kind: "trouble", message: messageOf(body) ?? "The check gave no answer. It runs again after you send the entry." };
  } catch {
    return { kind: "trouble", message: "The check could not be reached. You can go on; it runs again after you send the entry." };
  }
}

function messageOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  if (typeof error !== "object" || error === null || !("message" in error)) return null;
  return typeof error.message === "string" ? error.message : null;
}
