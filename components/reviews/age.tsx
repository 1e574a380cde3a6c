/** How long something has waited, in the largest whole unit. */
export function ageInWords(since: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
  if (minutes === 0) return "less than a minute";
  if (minutes < 60) return plural(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? plural(hours, "hour") : plural(Math.floor(hours / 24), "day");
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The waiting time, with the moment itself for those who point at it or read it out. */
export function Age({ since, now }: { since: Date; now: Date }) {
  return (
    <time dateTime={since.toISOString()} title={since.toISOString()}>
      {ageInWords(since, now)}
    </time>
  );
}
