import { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { keepAsking } from "./keep-asking";

/** Milliseconds that closing a connection may take: a dead one never answers. */
const closingTime = 500;

export interface Listener {
  close(): Promise<void>;
}

/**
 * Hears Postgres notifications on a connection of its own and opens it again whenever it breaks, also without a word.
 * Messages sent meanwhile are missed, so nothing may depend on one: `onMessage` is also called, with an
 * empty text for each channel, after each reconnection.
 * @param channels fixed names made of letters
 */
export function listen(channels: readonly string[], onMessage: (payload: string, channel: string) => void): Listener {
  const closing = new AbortController();
  const ended = (async () => {
    while (!closing.signal.aborted) {
      await hearUntilBroken(channels, onMessage, closing.signal).catch((error: unknown) => {
        log.warn({ err: error, channels }, "the notification connection broke; opening it again");
      });
      await wait(1_000, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  })();
  return {
    close: async () => {
      closing.abort();
      await ended;
    },
  };
}

async function hearUntilBroken(
  channels: readonly string[],
  onMessage: (payload: string, channel: string) => void,
  closing: AbortSignal,
): Promise<void> {
  const socket = new Socket();
  const client = new Client({ connectionString: env().DATABASE_URL, connectionTimeoutMillis: 5_000, stream: () => socket });
  const broken = new Promise<never>((_, reject) => {
    client.on("error", reject);
    client.on("end", () => reject(new Error("the connection ended")));
  });
  const closed = new Promise<void>((resolve) => closing.addEventListener("abort", () => resolve(), { once: true }));
  client.on("notification", (message) => onMessage(message.payload ?? "", message.channel));
  try {
    await Promise.race([client.connect(), broken, closed]);
    if (closing.aborted) return;
    const over = Promise.race([closed, broken, keepAsking(client, closing)]);
    await Promise.race([over, hear(client, channels, onMessage)]);
    await over;
  } finally {
    await Promise.race([client.end().catch(() => undefined), wait(closingTime)]);
    socket.destroy();
  }
}

async function hear(client: Client, channels: readonly string[], onMessage: (payload: string, channel: string) => void): Promise<void> {
  for (const channel of channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  for (const channel of channels) onMessage("", channel);
}
