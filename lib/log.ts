import pino from "pino";

/** The only logger. Text that people typed goes into fields, never into the message. */
export const log = pino({
  // biome-ignore lint/style/noProcessEnv: the level must be known before the environment is validated
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["*.password", "*.secret", "*.token", "*.authorization", "*.cookie", "*.email"],
});
