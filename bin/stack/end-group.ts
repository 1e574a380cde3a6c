/**
 * Sends a signal to all that a process started, and to itself, where it leads a group of its own.
 * @returns whether there was such a group
 */
export function endGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
