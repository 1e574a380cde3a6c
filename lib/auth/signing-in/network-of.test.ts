import { expect, it } from "vitest";
import { networkOf } from "./network-of";

it("believes only the entry that our own proxy wrote", () => {
  expect(networkOf("203.0.113.7, 198.51.100.2")).toBe("198.51.100.2");
});
it("reads an IPv4 address inside IPv6 as IPv4", () => {
  expect(networkOf("::ffff:127.0.0.1")).toBe("127.0.0.1");
});
it("takes all addresses of one IPv6 network as one visitor", () => {
  expect(networkOf("2001:db8:1:2:aaaa::1")).toBe("2001:db8:1:2::/64");
  expect(networkOf("2001:0DB8:0001:0002::ffff")).toBe("2001:db8:1:2::/64");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
});
it("puts everyone whose address is not known into one network", () => {
  expect(networkOf(null)).toBe("unknown");
  expect(networkOf("not an address")).toBe("unknown");
});
