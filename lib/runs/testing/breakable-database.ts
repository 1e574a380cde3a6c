import { connect, createServer, type Socket } from "node:net";

/** A door before the database that can be shut. */
export interface BreakableDatabase {
  /** Address of the same database through the door. */
  url: string;
  /** Breaks all connections and refuses new ones. */
  cut(): void;
  /** From now on nothing comes through the open connections, and nobody is told; new ones work. */
  freeze(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Puts a door before a database, so that one process can be cut off from it while others still reach it. */
export async function startBreakableDatabase(databaseUrl: string): Promise<BreakableDatabase> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const listening = server.address();
  if (listening === null || typeof listening === "string") throw new Error("no port");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(listening.port);
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.toString(),
    cut: () => {
      isCut = true;
      breakAll();
    },
    freeze: () => {
      for (const socket of open) {
        socket.unpipe();
        // Read, so that the other side can go on writing into the void.
        socket.resume();
      }
    },
    restore: () => {
      isCut = false;
    },
    close: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
