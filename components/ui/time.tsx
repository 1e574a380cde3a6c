const dateAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const dateOnly = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** A moment, in UTC, the same for server and every reader. */
export function Time({ at, precision = "minute" }: { at: Date; precision?: "minute" | "day" }) {
  const text = precision === "day" ? dateOnly.format(at) : `${dateAndTime.format(at)} UTC`;
  return <time dateTime={at.toISOString()}>{text}</time>;
}
