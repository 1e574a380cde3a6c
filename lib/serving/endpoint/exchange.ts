import type { Dispatcher } from "undici";
import type { Ending } from "../ending";
import { EventStream } from "./event-stream";

/** Bytes of a reply, at most: what says more than that is no model server's answer and would fill the memory. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A reply that did not end. */
export class ReplyTooLong extends Error {
  constructor() {
    super(`more than ${MOST_BYTES / 1024 ** 2} MB`);
    this.name = "ReplyTooLong";
  }
}

/** A reply, read to its end. */
export interface RawReply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The events of an answer that was streamed, which has no text; null for a whole one. */
  events: EventStream | null;
}

/** Hears that something of an answer came. @param isText whether it brought words of it */
export type Hearer = (isText: boolean) => void;

/**
 * One HTTP exchange through undici's lowest door, without the streams and signals of `request`, which cost as much as the
 * rest of it.
 * @throws ReplyTooLong, what the connection failed with, or the reason of the ending
 */
export function exchange(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions, ending: Ending, hear?: Hearer): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    if (ending.aborted) return reject(ending.reason);
    let [status, headers]: [number, RawReply["headers"]] = [0, {}];
    let controller: Dispatcher.DispatchController | null = null;
    const chunks: Buffer[] = [];
    let events: EventStream | null = null;
    let bytes = 0;
    const stopListening = ending.onAbort(() => {
      controller?.abort(asError(ending.reason));
      reject(ending.reason);
    });
    dispatcher.dispatch(options, {
      onRequestStart: (begun) => {
        controller = begun;
        // It stood in the line for a connection when it was told to end.
        if (ending.aborted) begun.abort(asError(ending.reason));
      },
      onResponseStart: (_, code, fields) => {
        [status, headers] = [code, fields];
        if (code >= 200 && code < 300) events = EventStream.of(String(fields["content-type"] ?? ""));
      },
      onResponseData: (receiving, chunk) => {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) receiving.abort(new ReplyTooLong());
        else if (events) hear?.(events.take(chunk));
        else {
          chunks.push(chunk);
          hear?.(false);
        }
      },
      onResponseEnd: () => {
        stopListening();
        events?.end();
        resolve({ status, headers, text: textOf(chunks), events });
      },
      onResponseError: (_, error) => {
        stopListening();
        reject(error);
      },
    });
  });
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  return first && chunks.length === 1 ? first.toString() : Buffer.concat(chunks).toString();
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
