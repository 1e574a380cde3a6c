import { parseArgs } from "node:util";
import { startMockEndpoint } from "./mock-endpoint";

/**
 * The mock endpoint as a program, so that a benchmark and its other side do not share an event loop:
 *
 *     tsx lib/serving/testing/mock-process.ts --port 8000 --models one,two --latency 500
 *
 * Prints one line of JSON with its address when it listens. Ends when its standard input is closed.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    models: { type: "string", default: "mock" },
    latency: { type: "string", default: "0" },
    spread: { type: "string", default: "0" },
    characters: { type: "string", default: "900" },
    faults: { type: "string", default: "[]" },
  },
});

const mock = await startMockEndpoint({
  port: Number(values.port),
  models: values.models.split(","),
  latency: Number(values.latency),
  spread: Number(values.spread),
  characters: Number(values.characters),
  faults: JSON.parse(values.faults),
  logged: false,
});
process.stdout.write(`${JSON.stringify({ url: mock.url, nonce: mock.nonce, pid: process.pid })}\n`);
process.stdin.on("close", () => process.exit(0)).resume();
