import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type FaultRule, type FaultRules, faultRules, findFault } from "./mock-faults";
import { choiceOf, digestOf, type MockRequest, shareOf, textOf } from "./mock-text";

export interface MockSettings {
  port?: number;
  models: readonly string[];
  /** Milliseconds before each answer. */
  latency?: number;
  /** Spread of the latency: standard deviation of its logarithm. The same request takes the same time again. */
  spread?: number;
  /** Length of each answer. */
  characters?: number;
  /** Whether a prompt that asks for the number of a model gets one, at random but always the same. */
  routes?: boolean;
  faults?: FaultRules;
  /** Whether to keep a log of the requests, which costs memory. */
  logged?: boolean;
}

/** One request as it was treated. */
interface LoggedRequest {
  model: string;
  digest: string;
  outcome: "pending" | "answered" | "gone" | FaultRule["fault"];
}

export interface MockEndpoint {
  url: string;
  nonce: string;
  log: LoggedRequest[];
  setFaults(rules: FaultRules): void;
  /** Ends as a killed process does: connections closed, new ones refused. */
  goAway(): Promise<void>;
  /** Continues at the same address as another process would: with another nonce. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A model server without a model that speaks the OpenAI protocol: the text of an answer follows from a hash of the
 * request, its latency and its faults from the settings. For tests, and as the other side in benchmarks.
 */
export async function startMockEndpoint(settings: MockSettings): Promise<MockEndpoint> {
  const mock = new Mock(settings);
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => mock.take(request, response));
  await listen(server, settings.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const goAway = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const comeBack = async () => {
    mock.nonce = randomUUID();
    await listen(server, port);
  };
  return Object.assign(mock, { url: `http://127.0.0.1:${port}`, goAway, comeBack, close: goAway });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done) => server.listen({ port, host: "127.0.0.1", backlog: 4_096 }, done));
}

class Mock {
  nonce: string = randomUUID();
  readonly log: LoggedRequest[] = [];
  readonly #settings: Required<Omit<MockSettings, "port" | "faults">>;
  #rules: FaultRule[];
  readonly #tries = new Map<string, number>();
  #firstAt = 0;
  /** Requests since the last look at `/mock/span`, and the seconds from the first one's arrival to the last good answer. */
  #span = { requests: 0, seconds: 0 };

  constructor(settings: MockSettings) {
    this.#settings = { latency: 0, spread: 0, characters: 900, routes: false, logged: true, ...settings };
    this.#rules = faultRules.parse(settings.faults ?? []);
  }

  setFaults(rules: FaultRules): void {
    this.#rules = faultRules.parse(rules);
  }

  take(request: IncomingMessage, response: ServerResponse): void {
    if (request.url === "/mock/span") {
      this.#send(response, 200, JSON.stringify(this.#span));
      this.#span = { requests: 0, seconds: 0 };
      return;
    }
    if (request.url !== "/v1/chat/completions") {
      const isList = request.url === "/v1/models";
      this.#send(response, isList ? 200 : 404, isList ? this.#list() : '{"error":{"message":"There is nothing at this address."}}');
      return;
    }
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => this.#complete(JSON.parse(body), response));
  }

  #complete(request: MockRequest, response: ServerResponse): void {
    if (!this.#settings.models.includes(request.model)) {
      this.#send(response, 404, `{"error":{"message":"There is no model ${JSON.stringify(request.model).slice(1, -1)}."}}`);
      return;
    }
    if (this.#span.requests === 0) this.#firstAt = performance.now();
    this.#span.requests += 1;
    const digest = digestOf(request);
    const entry: LoggedRequest = { model: request.model, digest, outcome: "pending" };
    if (this.#settings.logged) this.log.push(entry);
    response.on("close", () => {
      if (entry.outcome === "pending") entry.outcome = "gone";
    });
    const fault = this.#faultOf(request.model, digest);
    const answer = () => {
      if (response.destroyed) return;
      entry.outcome = fault?.fault ?? "answered";
      if (fault) this.#fail(response, request, digest, fault);
      else this.#send(response, 200, this.#answer(request, digest));
      this.#span.seconds = (performance.now() - this.#firstAt) / 1_000;
    };
    const wait = this.#latencyOf(digest) + (fault?.delay ?? 0);
    if (wait > 0) setTimeout(answer, wait);
    else answer();
  }

  #faultOf(model: string, digest: string): FaultRule | undefined {
    if (this.#rules.length === 0) return undefined;
    const earlier = this.#tries.get(digest) ?? 0;
    this.#tries.set(digest, earlier + 1);
    return findFault(this.#rules, { model, digest, earlier });
  }

  #latencyOf(digest: string): number {
    const { latency, spread } = this.#settings;
    if (spread === 0) return latency;
    const normal = Math.sqrt(-2 * Math.log(1 - shareOf(digest, "radius"))) * Math.cos(2 * Math.PI * shareOf(digest, "angle"));
    return latency * Math.exp(spread * normal);
  }

  #fail(response: ServerResponse, request: MockRequest, digest: string, rule: FaultRule): void {
    const good = this.#answer(request, digest);
    switch (rule.fault) {
      case "hang":
        break;
      case "reset":
        response.socket?.resetAndDestroy();
        break;
      case "cut":
        response.writeHead(200, { "content-type": "application/json", "content-length": good.length });
        response.write(good.slice(0, good.length / 2), () => response.socket?.destroy());
        break;
      case "truncate":
        this.#send(response, 200, good.slice(0, good.length / 2));
        break;
      case "nonsense":
        this.#send(response, 200, '{"object":"chat.completion","choices":[{"message":{"content":null}}]}');
        break;
      case "other-nonce":
        this.#send(response, 200, this.#answer(request, digestOf(this.#mistaken(request))), { nonce: randomUUID() });
        break;
      case "other-model":
        this.#send(response, 200, this.#answer(this.#mistaken(request), digestOf(this.#mistaken(request))));
        break;
      case "status":
        this.#send(response, rule.status, '{"error":{"message":"Not now."}}', { retryAfter: rule.retryAfter });
        break;
    }
  }

  /** The same request to the next model of the list. */
  #mistaken(request: MockRequest): MockRequest {
    const { models } = this.#settings;
    return { ...request, model: models[(models.indexOf(request.model) + 1) % models.length] ?? request.model };
  }

  #list(): string {
    return JSON.stringify({
      object: "list",
      data: this.#settings.models.map((id) => ({ id, object: "model", created: 1, owned_by: "mock" })),
    });
  }

  #answer(request: MockRequest, digest: string): string {
    const { characters, routes } = this.#settings;
    const text = ((routes && choiceOf(request, digest)) || textOf(digest, characters)).replaceAll("\\", "\\\\");
    const model = JSON.stringify(request.model);
    return (
      `{"id":"chatcmpl-${digest}","object":"chat.completion","created":1,"model":${model},"choices":[{"index":0,"message":` +
      `{"role":"assistant","content":"${text}"},"logprobs":null,"finish_reason":"stop"}],` +
      '"usage":{"prompt_tokens":100,"completion_tokens":200,"total_tokens":300}}'
    );
  }

  #send(response: ServerResponse, status: number, body: string, extra: { nonce?: string; retryAfter?: number | undefined } = {}): void {
    const headers = ["Content-Type", "application/json", "Content-Length", String(Buffer.byteLength(body))];
    headers.push("X-Polyphony-Nonce", extra.nonce ?? this.nonce);
    if (extra.retryAfter !== undefined) headers.push("Retry-After", String(extra.retryAfter));
    response.writeHead(status, headers);
    response.end(body);
  }
}
