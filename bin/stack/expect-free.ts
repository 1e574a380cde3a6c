import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Trouble } from "./step";

/** Milliseconds. A process that was just killed still holds its port for a moment. */
const patience = 3_000;

/**
 * Makes sure that a port of the loopback address can be listened on.
 * @throws Trouble with another port to try
 */
export async function expectFree(port: number): Promise<void> {
  const giveUpAt = Date.now() + patience;
  for (;;) {
    const code = await tryPort(port);
    if (code === null) return;
    if (code !== "EADDRINUSE") throw new Trouble(`Port ${port} cannot be opened (${code}). Choose another one: PORT=3000 npm start`);
    if (Date.now() > giveUpAt)
      throw new Trouble(`Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`);
    await sleep(100);
  }
}

/** Null when the port is free, otherwise the system's code for what is wrong. */
async function tryPort(port: number): Promise<string | null> {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
    await new Promise((closed) => probe.close(closed));
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}
