import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { openPlaces } from "@/lib/auth/open-places";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { stampOfRun } from "@/lib/results/stamp-of-run";
import { answerResults, answerResultsFile } from "./answer-results";
import { chooseFormat, mediaTypes, type ResultFormat } from "./choose-format";
import type { resultsQuery } from "./run-shapes";

/** Files that are made at once, and of them for one client: each costs the database as much as a busy page. */
const takePlace = openPlaces({
  all: 40,
  ofOne: 4,
  words: {
    ofOne: "You have four files under way, which is the most. Let one finish, then ask again.",
    all: "Many files are being made now. Ask again in a minute.",
  },
});

export interface ResultsRequest {
  actor: Actor;
  number: number;
  query: z.output<typeof resultsQuery>;
  /** Who asked: a person, or a network. */
  client: string;
  headers: Readonly<Record<string, string>>;
}

/**
 * A run's answers in the form that was asked for: a page of JSON, or all of them as a file that is made while it is read.
 * @throws AppError NOT_FOUND, INVALID_INPUT, TOO_MANY_REQUESTS
 */
export async function respondWithResults({ actor, number, query, client, headers }: ResultsRequest, request: Request): Promise<Response> {
  const format = query.format ?? chooseFormat(request.headers.get("accept"));
  const { all } = await stampOfRun(number);
  const etag = `W/"${createHash("sha256")
    .update(JSON.stringify([all, format, query]))
    .digest("hex")
    .slice(0, 32)}"`;
  const shared = { ...headers, etag, vary: "Accept" };
  if (isKnown(etag, request.headers.get("if-none-match"))) return new Response(null, { status: 304, headers: shared });
  if (format === "json") return Response.json(await answerResults(actor, number, query), { headers: shared });
  refusePaging(request.url, format);
  const leave = takePlace(client);
  try {
    const chunks = await answerResultsFile(actor, number, query, format);
    return new Response(streamOf(chunks, { number, leave, signal: request.signal }), {
      headers: {
        ...shared,
        "content-type": mediaTypes[format],
        "content-disposition": `attachment; filename="polyphony-run-${number}.${format}"`,
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    leave();
    throw error;
  }
}

function isKnown(etag: string, sent: string | null): boolean {
  return (sent ?? "").split(",").some((one) => one.trim() === etag || one.trim() === "*");
}

/** A file is whole: what begins behind a row or ends early would pass for all there is. */
function refusePaging(address: string, format: ResultFormat): void {
  const { searchParams } = new URL(address);
  const paging = ["after", "limit"].filter((name) => searchParams.has(name));
  if (paging.length === 0) return;
  const message = `is for pages of JSON; ${format} gives all answers`;
  throw new AppError(
    "INVALID_INPUT",
    `${paging.map((name) => `"${name}"`).join(" and ")} ${message}. Leave it out, or ask for format=json.`,
    paging.map((field) => ({ field, message })),
  );
}

interface Reading {
  number: number;
  leave: () => void;
  signal: AbortSignal;
}

/** Makes the next chunk when the reader has taken the last one, and nothing more once the reader is gone. */
function streamOf(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>, { number, leave, signal }: Reading): ReadableStream<Uint8Array> {
  const end = async () => {
    leave();
    await chunks.return(undefined);
  };
  signal.addEventListener("abort", () => void end(), { once: true });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await chunks.next();
          if (!done) return controller.enqueue(value);
          leave();
          controller.close();
        } catch (error) {
          leave();
          log.warn({ err: error, run: number }, "a file of answers broke off");
          controller.error(error);
        }
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  );
}
