import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";

type Fields = Readonly<Record<string, string | number>>;

const context = new AsyncLocalStorage<Fields>();

/** The only logger. Text that people typed goes into fields, never into the message. */
export const log = pino({
  // biome-ignore lint/style/noProcessEnv: the level must be known before the environment is validated
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["*.password", "*.secret", "*.token", "*.authorization", "*.cookie", "*.email"],
  // A copy, because pino writes the fields of the line into it.
  mixin: () => ({ ...context.getStore() }),
});

/** Every line that `work` logs, however deep, carries these fields beside its own. */
export function withLogFields<T>(fields: Fields, work: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, work);
}

/** For what is nobody's own, whoever happened to begin it: its lines carry their own fields alone, and so do those of its timers. */
export function withoutLogFields<T>(work: () => T): T {
  return context.run({}, work);
}
