import { Tabs } from "../ui/navigation/tabs";

/** What waits and what was decided. */
export function ReviewTabs({ current, waiting }: { current: "queue" | "decided"; waiting?: number }) {
  return (
    <Tabs
      label="Reviews"
      tabs={[
        { href: "/reviews", label: "Waiting", current: current === "queue", count: waiting },
        { href: "/reviews/decided", label: "Decided", current: current === "decided" },
      ]}
    />
  );
}
