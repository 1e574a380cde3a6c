import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, it, vi } from "vitest";

/** The module once more, with its own connection to this address. */
async function watchOf(address: string) {
  vi.resetModules();
  process.env.DATABASE_URL = address;
  return (await import("./is-there")).isDatabaseThere;
}

it("finds a database that answers, and asks it once for many", async () => {
  const isDatabaseThere = await watchOf(process.env.DATABASE_URL ?? "");
  expect(await Promise.all(Array.from({ length: 50 }, isDatabaseThere))).not.toContain(false);
});

it("waits four seconds for one that accepts and says nothing, then no longer than half a second", async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const isDatabaseThere = await watchOf(`postgresql://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none`);
  const seconds = async () => {
    const from = performance.now();
    expect(await isDatabaseThere()).toBe(false);
    return (performance.now() - from) / 1_000;
  };
  expect(await seconds()).toBeLessThan(5.5);
  expect(await seconds()).toBeLessThan(0.3);
  await vi.waitFor(async () => expect(await seconds()).toBeGreaterThan(0.3), { timeout: 5_000, interval: 500 });
  expect(await seconds()).toBeLessThan(1.5);
  for (const socket of sockets) socket.destroy();
  server.close();
});
