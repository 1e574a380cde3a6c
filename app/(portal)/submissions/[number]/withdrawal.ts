import type { SubmissionState } from "@/lib/submissions/states";

interface Withdrawable {
  state: SubmissionState;
  /** The model that came of it. */
  model: { pools: number; runs: number } | null;
}

/** What taking a submission back means from where it stands: its name, and what it does, a sentence each. */
export function withdrawalOf({ state, model }: Withdrawable): { title: string; effects: string[] } {
  if (state === "draft") return { title: "Discard this draft", effects: ["The draft is discarded. It was never sent."] };
  if (state === "rejected") {
    return {
      title: "Withdraw your consent",
      effects: [
        "Your consent ends at once. Nothing was run with it, and nothing will be.",
        "The decision and its reason stay in the history of this entry.",
        "You may submit the model again later.",
      ],
    };
  }
  return { title: "Withdraw this submission", effects: model ? effectsOnModel(model) : effectsBefore };
}

const effectsBefore = [
  "Your consent ends at once. The entry goes no further.",
  "Nothing was run yet, so there is nothing to undo.",
  "You may submit the model again later.",
];

function effectsOnModel({ pools, runs }: { pools: number; runs: number }): string[] {
  return [
    "Your consent ends at once. No new run uses the model.",
    `The model leaves the list of runnable models. It is in ${counted(pools, "frozen pool")}, and ${counted(runs, "run")} evaluated it alone.`,
    "What it wrote here is deleted within minutes, from our store and from recorded answers. Its scores are shown to nobody.",
    "A line without your name remains, so that old links say what was there.",
    "What others downloaded before cannot be called back. You may submit the model again later.",
  ];
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? "no" : count} ${noun}${count === 1 ? "" : "s"}`;
}
