let armed: { name: string; passings: number; signal: "SIGKILL" | "SIGSTOP" } | null = null;

/**
 * Makes this process die or freeze at a fail point, as if somebody had pulled its plug or put it to sleep. For tests of
 * crashes only.
 * @param setting "name:count" or "name:count:stop" as in CHAOS_FAIL_POINT: the count-th passing of the point of that name
 */
export function armFailPoint(setting: string | undefined): void {
  const [name, count, how] = setting?.split(":") ?? [];
  armed = name && count ? { name, passings: Number(count), signal: how === "stop" ? "SIGSTOP" : "SIGKILL" } : null;
}

/** A place where a crash would be at its worst. Does nothing unless armed. */
export function failPoint(name: string): void {
  if (armed?.name !== name) return;
  armed.passings -= 1;
  if (armed.passings === 0) process.kill(process.pid, armed.signal);
}
