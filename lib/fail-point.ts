let armed: { name: string; passings: number } | null = null;

/**
 * Makes this process die at a fail point, as if somebody had pulled its plug. For tests of crashes only.
 * @param setting "name:count" as in CHAOS_FAIL_POINT: the count-th passing of the point of that name kills
 */
export function armFailPoint(setting: string | undefined): void {
  const [name, count] = setting?.split(":") ?? [];
  armed = name && count ? { name, passings: Number(count) } : null;
}

/** A place where a crash would be at its worst. Does nothing unless armed. */
export function failPoint(name: string): void {
  if (armed?.name !== name) return;
  armed.passings -= 1;
  if (armed.passings === 0) process.kill(process.pid, "SIGKILL");
}
