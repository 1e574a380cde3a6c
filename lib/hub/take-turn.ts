import { AppError } from "@/lib/errors";

const turns = new Map<string, number[]>();
const windowMs = 60_000;

/**
 * At most `perMinute` turns per key and minute, counted in this process: it protects the Hub from the checks that we
 * make while somebody types. A second process only doubles a small number.
 * @throws AppError TOO_MANY_REQUESTS
 */
export function takeTurn(key: string, perMinute: number, now = Date.now()): void {
  const recent = (turns.get(key) ?? []).filter((time) => now - time < windowMs);
  if (recent.length >= perMinute) {
    throw new AppError("TOO_MANY_REQUESTS", "The Hub was asked very often within a minute. Please wait a moment; your text is kept.");
  }
  recent.push(now);
  turns.delete(key);
  turns.set(key, recent);
  const [oldest] = turns.keys();
  if (turns.size > 10_000 && oldest !== undefined) turns.delete(oldest);
}
