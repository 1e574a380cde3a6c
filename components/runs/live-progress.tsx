"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { describeWait } from "@/lib/runs/labels";
import { isTerminal } from "@/lib/runs/states";
import type { RunSnapshot } from "@/lib/runs/watching/schema";
import { Progress } from "../ui/progress";
import { describeDuration } from "./duration";
import { followRun, pageDependsOn } from "./follow-run";
import { ServerNotices } from "./server-notices";
import { StateBadge } from "./state-badge";

interface LiveProgressProps {
  /** As the server saw the run when it made the page. */
  initial: RunSnapshot;
}

/** How far a run has come. With scripts it follows the run by itself; without, a reload shows the newest. */
export function LiveProgress({ initial }: LiveProgressProps) {
  const router = useRouter();
  const [snapshot, setSnapshot] = useState(initial);
  const [connected, setConnected] = useState(true);
  const { number } = initial;
  const made = pageDependsOn(initial);
  const ended = isTerminal(initial.state);

  useEffect(() => {
    setSnapshot(initial);
  }, [initial]);

  useEffect(() => {
    if (ended) return;
    let shown = made;
    return followRun(number, {
      onSnapshot: (next) => {
        setSnapshot(next);
        if (pageDependsOn(next) !== shown) router.refresh();
        shown = pageDependsOn(next);
      },
      onConnection: setConnected,
    });
  }, [number, made, ended, router]);

  return <ProgressView snapshot={snapshot} connected={connected} />;
}

const count = new Intl.NumberFormat("en-GB");

function ProgressView({ snapshot, connected }: { snapshot: RunSnapshot; connected: boolean }) {
  const { questionsDone, questionsTotal, operationsAsked, operationsDone, operationsCached } = snapshot;
  const facts = [
    elapsedWords(snapshot),
    snapshot.rate === null ? null : `${snapshot.rate.toFixed(snapshot.rate < 10 ? 1 : 0)} questions per second`,
    snapshot.secondsLeft === null || snapshot.state !== "running" ? null : `about ${describeDuration(snapshot.secondsLeft)} left`,
    snapshot.generatedTokens === 0 ? null : `${count.format(snapshot.generatedTokens)} tokens generated`,
    snapshot.shortenedPrompts === 0 ? null : `${count.format(snapshot.shortenedPrompts)} prompts with shortened quotes`,
    operationsAsked === 0 ? null : `${operationsDone} of ${operationsAsked} operations, ${operationsCached} of them known before`,
  ].filter((fact) => fact !== null);
  return (
    <div className="grid gap-3" data-run-state={snapshot.state}>
      <p aria-live="polite" className="flex flex-wrap items-baseline gap-x-3">
        <StateBadge state={snapshot.state} />
        <span>{snapshot.wait ? describeWait(snapshot.wait) : snapshot.stage}</span>
        {connected ? null : <span className="text-ink-soft text-sm">The connection broke; trying again.</span>}
      </p>
      {isLearning(snapshot) ? (
        <Progress
          label={`Before the first answer: ${snapshot.stage || "preparing"}`}
          value={operationsDone}
          max={operationsAsked}
          detail={`${operationsDone} of ${operationsAsked} steps asked for so far; ${questionsTotal} questions follow`}
        />
      ) : (
        <Progress
          label="Questions answered"
          value={questionsDone}
          max={questionsTotal || undefined}
          detail={questionsTotal === 0 ? "not counted yet" : `${questionsDone} of ${questionsTotal}`}
          tone={toneOf(snapshot)}
        />
      )}
      <ServerNotices servers={snapshot.servers} />
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-ink-soft text-sm tabular-nums">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  );
}

/** While a system learns on practice questions, no question of the run is answered, and the bar would stand still. */
function isLearning({ state, questionsDone, operationsAsked }: RunSnapshot): boolean {
  return state === "running" && questionsDone === 0 && operationsAsked > 0;
}

function toneOf({ state }: RunSnapshot): "accent" | "good" | "bad" {
  if (state === "failed") return "bad";
  return state === "done" ? "good" : "accent";
}

function elapsedWords({ state, elapsedSeconds }: RunSnapshot): string | null {
  if (elapsedSeconds === null) return null;
  const duration = describeDuration(elapsedSeconds);
  return isTerminal(state) ? `took ${duration}` : `${duration} since it started`;
}
