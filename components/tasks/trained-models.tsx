import type { findTrainedModels } from "@/lib/tasks/find-overlaps";
import { TextLink } from "../ui/navigation/text-link";

/** Models that were declared to be trained on the task's data. */
export function TrainedModels({ models }: { models: Awaited<ReturnType<typeof findTrainedModels>> }) {
  return (
    <ul className="grid max-w-prose gap-1">
      {models.map(({ slug, name, text }) => (
        <li key={slug} className="[overflow-wrap:anywhere]">
          <TextLink href={`/models/${slug}`}>{name}</TextLink>: “{text}”
        </li>
      ))}
    </ul>
  );
}
