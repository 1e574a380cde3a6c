import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

export interface Listener {
  close(): Promise<void>;
}

/**
 * Hears Postgres notifications on a connection of its own and opens it again whenever it breaks.
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
  const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true, connectionTimeoutMillis: 5_000 });
  const broken = new Promise<never>((_, reject) => {
    client.once("error", reject);
    client.once("end", () => reject(new Error("the connection ended")));
  });
  // The race below may be over before the connection breaks; the late rejection then has no reader.
  broken.catch(() => undefined);
  const closed = new Promise<void>((resolve) => closing.addEventListener("abort", () => resolve(), { once: true }));
  client.on("notification", (message) => onMessage(message.payload ?? "", message.channel));
  try {
    await Promise.race([client.connect(), broken]);
    for (const channel of channels) await Promise.race([client.query(`LISTEN ${client.escapeIdentifier(channel)}`), broken]);
    for (const channel of channels) onMessage("", channel);
    await Promise.race([closed, broken]);
  } finally {
    await client.end().catch(() => undefined);
  }
}
