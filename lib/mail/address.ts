import { AppError } from "@/lib/errors";

/**
 * The addresses we write to: `addr-spec` of RFC 5322 in its plain form. ASCII only, no quotes, comments, lists or
 * display names, because each of those is a way to make two programs read two different recipients.
 */
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const topLabel = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** @returns the address in lower case, or null when it is not one that we write to. */
export function readAddress(text: string): string | null {
  const [typed = "", ...others] = text.split(/[ \t]+/).filter((part) => part !== "");
  if (others.length > 0) return null;
  // Before lower case, which would turn the Kelvin sign into an ASCII k.
  if (!/^[\x21-\x7e]{3,254}$/.test(typed)) return null;
  const address = typed.toLowerCase();
  const [name, domain, ...more] = address.split("@");
  if (name === undefined || domain === undefined || more.length > 0) return null;
  const labels = domain.split(".");
  const top = labels.at(-1) ?? "";
  const valid =
    name.length <= 64 && local.test(name) && labels.length >= 2 && labels.every((part) => label.test(part)) && topLabel.test(top);
  return valid ? address : null;
}

/** @throws AppError INVALID_INPUT that names the field. */
export function parseAddress(text: string, field = "email"): string {
  const address = readAddress(text);
  if (address !== null) return address;
  const message = "Write one plain e-mail address, like ada@example.org, in letters without accents.";
  throw new AppError("INVALID_INPUT", message, [{ field, message }]);
}
