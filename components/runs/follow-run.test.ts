import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RunSnapshot } from "@/lib/runs/watching/schema";
import { followRun, pageDependsOn } from "./follow-run";

/** The browser's own class, as far as it is used here; Node has none. */
class Stream {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 1;
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: (message: { data: string }) => void;

  readonly url: string;

  constructor(url: string) {
    this.url = url;
    Stream.opened.push(this);
  }

  close(): void {
    this.readyState = Stream.CLOSED;
  }

  /** The server answers with an error, which the browser takes for final. */
  refuse(): void {
    this.close();
    this.onerror?.();
  }
}

const snapshot: RunSnapshot = {
  number: 7,
  state: "running",
  stage: "",
  wait: null,
  servers: [],
  questionsDone: 0,
  questionsTotal: 9,
  operationsAsked: 0,
  operationsDone: 0,
  operationsCached: 0,
  generatedTokens: 0,
  shortenedPrompts: 0,
  elapsedSeconds: 1,
  rate: null,
  secondsLeft: null,
  failureCode: null,
  failureMessage: null,
  blame: null,
};

beforeEach(() => {
  Stream.opened = [];
  vi.stubGlobal("EventSource", Stream);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("connects again after an answer that the browser takes for final", () => {
  const [seen, connections]: [RunSnapshot[], boolean[]] = [[], []];
  followRun(7, { onSnapshot: (each) => seen.push(each), onConnection: (each) => connections.push(each) });
  Stream.opened[0]?.refuse();
  vi.advanceTimersByTime(3_000);
  expect(Stream.opened.map(({ url }) => url)).toEqual(["/api/runs/7/events", "/api/runs/7/events"]);
  Stream.opened[1]?.onopen?.();
  Stream.opened[1]?.onmessage?.({ data: JSON.stringify(snapshot) });
  expect(connections).toEqual([false, true]);
  expect(seen).toEqual([snapshot]);
});

it("leaves a broken connection to the browser, which opens it again", () => {
  followRun(7, { onSnapshot: () => undefined, onConnection: () => undefined });
  Stream.opened[0]?.onerror?.();
  vi.advanceTimersByTime(60_000);
  expect(Stream.opened).toHaveLength(1);
});

it("ends with the run, and when it is told to", () => {
  const stop = followRun(7, { onSnapshot: () => undefined, onConnection: () => undefined });
  Stream.opened[0]?.onmessage?.({ data: JSON.stringify({ ...snapshot, state: "done" }) });
  expect(Stream.opened[0]?.readyState).toBe(Stream.CLOSED);
  Stream.opened[0]?.refuse();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(Stream.opened).toHaveLength(1);
});

it("has the page made again when the state changes, when the worker falls silent, and for the first answers", () => {
  const now = pageDependsOn(snapshot);
  expect(pageDependsOn({ ...snapshot, state: "done" })).not.toBe(now);
  expect(pageDependsOn({ ...snapshot, wait: { ahead: null, workers: 0 } })).not.toBe(now);
  expect(pageDependsOn({ ...snapshot, questionsDone: 1 })).not.toBe(now);
  expect(pageDependsOn({ ...snapshot, stage: "answering", elapsedSeconds: 2 })).toBe(now);
});
