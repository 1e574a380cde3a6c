import { type EmbeddedOptions, startEmbedded } from "@/prisma/embedded";

/**
 * Program that keeps an embedded Postgres for the process that forked it. A process of its own, because the server must
 * outlive the first Ctrl-C (the worker still writes while it stops) and must not outlive a parent that was killed.
 */
async function keep(options: EmbeddedOptions & { database: string }): Promise<void> {
  const server = await startEmbedded(options);
  if (options.fresh) await server.createDatabase(options.database);
  process.send?.({ url: server.url(options.database) });
  const end = async () => {
    await server.stop();
    process.exit(0);
  };
  process.on("disconnect", () => void end());
}

process.once("message", (options: EmbeddedOptions & { database: string }) => {
  keep(options).catch((error: Error) => {
    process.send?.({ failure: error.message });
    process.exit(1);
  });
});
