import type { ReactNode } from "react";
import { TextLink } from "../ui/navigation/text-link";

interface FirstStepsProps {
  /** Tasks with questions of this split. */
  tasks: number;
  /** Models that may be run. */
  models: number;
}

/** What has to be done, and by whom, before a board has a row. */
export function FirstSteps({ tasks, models }: FirstStepsProps) {
  return (
    <section aria-labelledby="first-steps" className="grid gap-3 border-rule border-t pt-6">
      <h2 id="first-steps" className="text-2xl">
        What fills these boards
      </h2>
      <ol className="grid max-w-prose list-decimal gap-2 pl-6">
        <Step done={tasks > 0} state={tasks === 1 ? "1 task is here" : `${tasks} tasks are here`}>
          An operator imports <TextLink href="/tasks">tasks</TextLink> at the terminal: <code>npm run polyphony -- tasks import FILE</code>.
        </Step>
        <Step done={models > 0} state={models === 1 ? "1 model may be run" : `${models} models may be run`}>
          People <TextLink href="/submit">submit models</TextLink>, maintainers <TextLink href="/reviews">review</TextLink> them, and an
          operator names the servers that serve them.
        </Step>
        <Step done={false} state="no run has ended">
          A maintainer launches <TextLink href="/runs">runs</TextLink> of models alone, then of systems of them.
        </Step>
      </ol>
      <p className="max-w-prose text-ink-soft text-sm">
        To look around first, an operator can add tiny models and tasks that come with the portal, and take them away again:{" "}
        <code>npm run polyphony -- zoo add</code>.
      </p>
    </section>
  );
}

function Step({ done, state, children }: { done: boolean; state: string; children: ReactNode }) {
  return (
    <li>
      {children} <span className="text-ink-soft">{done ? `Done: ${state}.` : `So far ${state}.`}</span>
    </li>
  );
}
