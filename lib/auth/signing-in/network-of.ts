import { isIPv4, isIPv6 } from "node:net";

/**
 * The network that a request came from, for rate limits: the address itself for IPv4, the first 64 bits for IPv6.
 * @param forwarded the X-Forwarded-For header. Exactly one proxy stands in front of the portal, so only the last entry,
 *   which that proxy wrote, counts; the ones before it are the visitor's own claims.
 */
export function networkOf(forwarded: string | null): string {
  const address = forwarded?.split(",").at(-1)?.trim() ?? "";
  const mapped = address.replace(/^::ffff:/i, "");
  if (isIPv4(mapped)) return mapped;
  if (!isIPv6(address)) return "unknown";
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill("0"), ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
