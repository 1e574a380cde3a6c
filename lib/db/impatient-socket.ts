import { Socket } from "node:net";
import { env } from "@/lib/env";

/**
 * For connections that statements of seconds go through: one that has gone dead without a word, as when another machine
 * takes the database over, would keep them waiting for a quarter of an hour. Nothing said for DATABASE_PATIENCE_S seconds
 * ends it; a pool has closed those that are idle long before.
 */
export function impatientSocket(): Socket {
  const seconds = env().DATABASE_PATIENCE_S;
  const socket = new Socket();
  return socket.setTimeout(seconds * 1_000, () => {
    socket.destroy(new Error(`connection terminated, because the database has said nothing for ${seconds} s`));
  });
}
