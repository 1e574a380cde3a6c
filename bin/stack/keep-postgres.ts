import { type EmbeddedOptions, startEmbedded } from "@/prisma/embedded";

/**
 * Program that keeps an embedded Postgres for the process that forked it, and ends when its server does. A process of its own,
 * because the server must outlive the first Ctrl-C (the worker still writes while it stops) and must not outlive a parent that was killed.
 */
async function keep(options: EmbeddedOptions & { database: string }): Promise<void> {
  // The server runs as another user under root, and may not be able to enter the folder that npm was called in.
  process.chdir("/");
  const server = await startEmbedded(options);
  // A service manager sends its signal to every process at once; this one ends after the others, and not as the package would.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => undefined);
  }
  // Not only for fresh files: the start that made them may have been killed before it came to this.
  await server.createDatabase(options.database);
  if (process.connected) process.send?.({ url: server.url(options.database) });
  const left = await Promise.race([parentGone.then(() => true), server.ended.then(() => false)]);
  if (left) await server.stop();
  process.exit(left ? 0 : 1);
}

const parentGone = new Promise<void>((done) => process.once("disconnect", () => done()));
process.stderr.on("error", () => undefined);
process.once("message", (options: EmbeddedOptions & { database: string }) => {
  keep(options).catch((error: Error) => {
    if (process.connected) process.send?.({ failure: error.message }, () => process.exit(1));
    else process.exit(1);
  });
});
