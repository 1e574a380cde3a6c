/** A worker's id, "host:process:random", as people say it. Any other id stays as it is. */
export function workerName(id: string): string {
  const [host, process, ...rest] = id.split(":");
  return host && process && rest.length === 1 ? `${host}, process ${process}` : id;
}
