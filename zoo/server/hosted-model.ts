import { setTimeout as wait } from "node:timers/promises";
import type { Llama, LlamaModel, Token } from "node-llama-cpp";
import { ApiError } from "./api-error";
import type { CatalogEntry } from "./catalog";
import { type ChatMarks, chatMarks } from "./prompt-tokens";
import { Slot, type SlotOutcome, type SlotTask } from "./slot";

/** A request that waits longer in line than this many others is refused, so that the caller slows down. */
const MAX_QUEUE = 4_096;

/** Tokens of a context at most: each slot holds one, and an operator's model may know far longer ones. */
const MAX_CONTEXT = 4_096;

interface Waiting {
  task: SlotTask;
  signal: AbortSignal;
  resolve(outcome: SlotOutcome): void;
  reject(error: unknown): void;
}

/** A model in memory, its slots, and the line in front of them. */
export class HostedModel {
  readonly entry: CatalogEntry;
  readonly model: LlamaModel;
  readonly marks: ChatMarks;
  /** Tokens that prompt and answer may have together. */
  readonly contextLength: number;
  readonly parameters: number;
  readonly #idle: Slot[];
  readonly #queue: Waiting[] = [];
  #active = 0;

  private constructor(entry: CatalogEntry, model: LlamaModel, slots: Slot[]) {
    this.entry = entry;
    this.model = model;
    this.marks = chatMarks(model);
    this.contextLength = Math.min(model.trainContextSize, MAX_CONTEXT);
    this.parameters = countParameters(model);
    this.#idle = slots;
  }

  static async load(llama: Llama, entry: CatalogEntry, slotCount: number): Promise<HostedModel> {
    try {
      const model = await llama.loadModel({ modelPath: entry.file });
      const slots: Slot[] = [];
      for (let count = 0; count < slotCount; count += 1) {
        // One llama thread: with two, models of this size wait for each other at every small product, 15 to 20 times as long.
        // Without flash attention the same prompts take about two thirds of the time on a CPU.
        const context = await model.createContext({
          contextSize: Math.min(model.trainContextSize, MAX_CONTEXT),
          sequences: 1,
          batchSize: 64,
          threads: 1,
          flashAttention: false,
        });
        slots.push(new Slot(context));
      }
      return new HostedModel(entry, model, slots);
    } catch (error) {
      throw new Error(`${entry.file} cannot be served`, { cause: error });
    }
  }

  get waiting(): number {
    return this.#queue.length;
  }

  get active(): number {
    return this.#active;
  }

  /** The generation, when its turn has come. @throws the signal's reason, or ApiError when the line is full. */
  generate(task: SlotTask, signal: AbortSignal): Promise<SlotOutcome> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#queue.length >= MAX_QUEUE) {
      return Promise.reject(new ApiError("queue_full", `${this.#queue.length} requests wait for ${this.entry.id}. Try again in a second.`));
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { task, signal, resolve, reject };
      this.#queue.push(waiting);
      signal.addEventListener("abort", () => this.#leaveQueue(waiting), { once: true });
      this.#serveNext();
    });
  }

  /** Resolves when no slot works any more: a context may not be closed under a generation. */
  async settled(): Promise<void> {
    while (this.#active > 0 || this.#queue.length > 0) await wait(5);
  }

  /** Leaves the memory when its last answer is given. */
  async unload(): Promise<void> {
    // Whoever has just been given it asks it within this time.
    await wait(100);
    await this.settled();
    await this.model.dispose();
  }

  #leaveQueue(waiting: Waiting): void {
    const place = this.#queue.indexOf(waiting);
    if (place === -1) return;
    this.#queue.splice(place, 1);
    waiting.reject(waiting.signal.reason);
  }

  #serveNext(): void {
    while (this.#idle.length > 0) {
      const waiting = this.#queue.shift();
      if (!waiting) return;
      const slot = this.#takeSlot(waiting.task.prompt);
      this.#active += 1;
      slot
        .run(waiting.task, waiting.signal)
        .then(waiting.resolve, waiting.reject)
        .finally(() => {
          this.#active -= 1;
          this.#idle.push(slot);
          this.#serveNext();
        });
    }
  }

  /** Among the idle slots, the one that already knows most of the prompt. */
  #takeSlot(prompt: readonly Token[]): Slot {
    const ranked = this.#idle.map((slot, place) => ({ place, shared: slot.sharedWith(prompt) }));
    const best = ranked.reduce((one, other) => (other.shared > one.shared ? other : one));
    const [slot] = this.#idle.splice(best.place, 1);
    if (!slot) throw new Error("no slot is idle");
    return slot;
  }
}

/** Numbers in the file's tensors; a head tied to the embedding counts once. */
function countParameters(model: LlamaModel): number {
  const tensors = model.fileInfo.fullTensorInfo ?? [];
  return tensors.reduce((total, { dimensions }) => total + dimensions.reduce<number>((size, each) => size * Number(each), 1), 0);
}
