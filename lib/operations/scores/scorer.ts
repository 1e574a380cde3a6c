import type { ScorerSetting } from "@/lib/env";
import { askServer } from "@/lib/serving/asking/ask-server";
import { Directory } from "@/lib/serving/directory";
import type { WantedModel } from "@/lib/serving/endpoint/listing";
import type { HealthTimes } from "@/lib/serving/health/canaries";
import { usualTimes } from "@/lib/serving/health/endpoint-health";
import type { EndpointState } from "@/lib/serving/states";
import { type Asker, type Remembered, remember } from "../memo/remember";
import type { ScoreMemo } from "../memo/score-memo";
import { SingleFlight } from "../memo/single-flight";
import { explainScorer } from "./explain-scorer";
import { scoreCanary } from "./score-canary";
import { scoreKey } from "./score-key";
import type { ScoreKind } from "./score-kind";

/** Requests on their way at once, at most. */
const MOST_IN_FLIGHT = 16;
/** Milliseconds during which a scorer may be away before whoever asks is told: a run then says so, and waits on. */
const ABSENCE = 3_500;
/** One that said other things than before is asked again at once: whoever runs it may have put the right one back. */
const times: HealthTimes = { ...usualTimes, canaryDeadline: 120_000, corruptRest: 0 };

/** A model server that scores one kind of thing, and is asked for each thing once, because it says the same every time. */
export class Scorer<Item> {
  readonly #kind: ScoreKind<Item>;
  readonly #setting: ScorerSetting;
  readonly #memo: ScoreMemo;
  readonly #endpoints: Directory;
  readonly #model: WantedModel;
  readonly #underWay = new SingleFlight<Remembered<number[]>>();

  constructor(kind: ScoreKind<Item>, setting: ScorerSetting, memo: ScoreMemo) {
    this.#kind = kind;
    this.#setting = setting;
    this.#memo = memo;
    this.#model = { servedAs: setting.model, weightsHash: "" };
    this.#endpoints = new Directory([{ ...setting, name: kind.kind, maxInFlight: MOST_IN_FLIGHT }], {
      canary: scoreCanary(kind, memo),
      times,
      serves: setting.model,
    });
  }

  /** What is said of one thing, in numbers. @throws ScorerFailed, or the signal's reason as soon as it aborts */
  score(item: Item, asker: Asker): Promise<Remembered<number[]>> {
    const { kind, request } = this.#kind;
    const key = scoreKey(kind, this.#setting.model, item);
    return remember(this.#underWay, key, asker, {
      find: () => this.#memo.find(key),
      make: async (own) => {
        // Whoever wants it, what was asked for is kept.
        const conditions = { ...own, endpoints: this.#endpoints, absenceMs: ABSENCE, keepsSent: true };
        const numbers = await askServer(this.#model, request(item), conditions).catch((error: unknown) => {
          throw explainScorer(this.#setting, error);
        });
        return { result: await this.#memo.keep({ key, numbers }), wasStored: false };
      },
    });
  }

  describe(): EndpointState[] {
    return this.#endpoints.describe();
  }

  takeSpeeds(): ReturnType<Directory["takeSpeeds"]> {
    return this.#endpoints.takeSpeeds();
  }

  close(): Promise<void> {
    return this.#endpoints.close();
  }
}
