import type { Headline as Finding } from "@/lib/boards/rows/headline";
import type { SystemStanding } from "@/lib/boards/schema";
import { formatDifference, formatInterval, formatP, formatScore } from "@/lib/statistics/labels";
import { TextLink } from "../ui/navigation/text-link";
import { PracticeHint } from "./practice-hint";

interface HeadlineProps extends Finding {
  /** What the questions are called, for example "test". */
  questions: string;
}

const percentOf = (row: { score: number; interval: [number, number] }) =>
  formatScore(row.score, { low: row.interval[0], high: row.interval[1] });
const boundsOf = (row: { interval: [number, number] }) => formatInterval({ low: row.interval[0], high: row.interval[1] });

/** The finding in one line, from the numbers of this moment, and how sure it is. */
export function Headline({ system, model, systems, models, questions }: HeadlineProps) {
  if (!system || !model) return <Beginning model={model} models={models} questions={questions} />;
  return (
    <header className="grid gap-4">
      <h1 className="text-3xl sm:text-4xl">
        <span className="text-ensemble">Together {percentOf(system)}</span>, <span className="text-solo">alone {percentOf(model)}</span>
        {isSure(system) ? null : <span className="block text-2xl text-ink-soft">no sure difference yet</span>}
      </h1>
      <p className="max-w-prose text-lg">
        The best of {systems} {systems === 1 ? "system" : "systems"}, <TextLink href={system.url}>{system.name}</TextLink>, gets{" "}
        {percentOf(system)} of the {questions} questions right with {system.poolSize} small models; the one of them that was best alone on
        practice questions, <TextLink href={model.url}>{model.name}</TextLink>, {percentOf(model)}. <PracticeHint />
      </p>
      <p className="max-w-prose text-ink-soft text-sm tabular-nums">
        {verdict(system)} 95&nbsp;% intervals: {boundsOf(system)} and {boundsOf(model)}, n&nbsp;=&nbsp;{system.n}. Every domain counts the
        same.
        {systems > 1 ? ` Picked as the highest of ${systems}, so expect a little less on new questions.` : ""}
      </p>
    </header>
  );
}

/** Whether the interval of the gain leaves zero out. */
function isSure({ gain }: SystemStanding): boolean {
  return gain !== null && (gain.interval[0] > 0 || gain.interval[1] < 0);
}

/** Whether the difference is real, in words that claim no more than the interval. */
function verdict({ gain }: SystemStanding): string {
  if (!gain) return "The two have not answered the same questions yet, so the difference is not tested.";
  const [low, high] = gain.interval;
  const numbers = `${formatDifference(gain.difference, { low, high })} on the same questions, ${formatP(gain.p)}`;
  if (low > 0) return `The gain is real: ${numbers}.`;
  return high < 0 ? `Working together loses here: ${numbers}.` : `The difference could be chance: ${numbers}.`;
}

function Beginning({ model, models, questions }: Pick<HeadlineProps, "model" | "models" | "questions">) {
  return (
    <header className="grid gap-4">
      <h1 className="text-3xl sm:text-4xl">
        What models are worth <span className="text-solo">alone</span> and <span className="text-ensemble">in company</span>
      </h1>
      <p className="max-w-prose text-lg">
        {model ? (
          <>
            The best of {models} {models === 1 ? "model" : "models"} alone, <TextLink href={model.url}>{model.name}</TextLink>, gets{" "}
            {percentOf(model)} of the {questions} questions right (95&nbsp;% interval {boundsOf(model)}, n = {model.n}). No system has been
            measured wholly yet.
          </>
        ) : (
          "Small models that people trained on what they care about, measured one by one and composed. No run has finished yet."
        )}
      </p>
    </header>
  );
}
