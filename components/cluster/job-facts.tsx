import type { ShownJob } from "@/lib/pages/read-cluster";
import { describeDuration } from "../runs/duration";
import { TextLink } from "../ui/navigation/text-link";
import { type Definition, DefinitionList } from "../ui/tables/definition-list";
import { Time } from "../ui/time";
import { WhyJob } from "./why-job";

/** What a job is, where it is and what it takes. */
export function JobFacts({ job }: { job: ShownJob }) {
  const items: Definition[] = [
    { term: "Why", value: <WhyJob job={job} /> },
    { term: "Name", value: <code>{job.name}</code> },
    {
      term: "Makes",
      value: job.made ? <TextLink href={`/derived/${job.made}`}>{job.made}</TextLink> : "No derived model that is known yet",
    },
    { term: "Cluster", value: `${job.cluster}${job.clusterJobId ? `, there ${job.clusterJobId}` : ""}` },
    { term: "Machine", value: job.node ?? "None now" },
    { term: "Attempt", value: job.attempt },
    { term: "Asks for", value: `${job.cpus} CPUs, ${job.gpus} GPUs, ${job.memoryMb} MB, at most ${describeDuration(job.seconds)}` },
    { term: "Time used", value: describeDuration(job.secondsUsed) },
    { term: "Asked for", value: <Time at={job.createdAt} /> },
    { term: "Started", value: job.startedAt ? <Time at={job.startedAt} /> : "Not yet" },
    { term: "Ended", value: job.endedAt ? <Time at={job.endedAt} /> : "Not yet" },
  ];
  return <DefinitionList items={items} />;
}
