/**
 * An OpenAI-compatible server for the zoo's tiny models.
 *
 *     tsx zoo/server.ts --port 3180 --models zoo/models
 */
import { log } from "@/lib/log";
import { readSettings } from "./server/settings";
import { startZooServer } from "./server/start-zoo-server";

/** A stop that takes longer than this is ended by force. */
const STOP_LIMIT_MS = 8_000;

const settings = readSettings(process.argv.slice(2));
if ("problem" in settings) {
  log.fatal(settings.problem);
  process.exit(2);
}
try {
  const server = await startZooServer(settings);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "zoo server stops");
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "zoo server did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
} catch (error) {
  log.fatal({ err: error }, "zoo server could not start");
  process.exit(1);
}
