import { isTerminal } from "@/lib/runs/states";
import type { RunSnapshot } from "@/lib/runs/watching/schema";

/** After an answer that the browser takes for final, for example while the portal is restarted. */
const pauseMilliseconds = 3_000;

interface Follower {
  onSnapshot(snapshot: RunSnapshot): void;
  onConnection(isConnected: boolean): void;
}

/** Hears how a run stands until it ends, however often the connection breaks. @returns stops that */
export function followRun(number: number, { onSnapshot, onConnection }: Follower): () => void {
  let events: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    events = new EventSource(`/api/runs/${number}/events`);
    events.onopen = () => onConnection(true);
    events.onerror = () => {
      onConnection(false);
      // A broken connection the browser opens again by itself; one that was answered with an error it does not.
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(connect, pauseMilliseconds);
    };
    events.onmessage = ({ data }) => {
      const snapshot: RunSnapshot = JSON.parse(data);
      if (isTerminal(snapshot.state)) events.close();
      onSnapshot(snapshot);
    };
  };
  connect();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}

/** What the rest of the page depends on: what a person may do, the history, and whether there is any answer to show. */
export function pageDependsOn({ state, wait, questionsDone }: RunSnapshot): string {
  return `${state} ${wait?.ahead === null} ${questionsDone > 0}`;
}
