import { NoteMark } from "./note-mark";

/** Stands in a cell that has no value; pressed, it says why. */
export function Missing({ why }: { why: string }) {
  return <NoteMark mark="–" name={why} notes={[why]} className="text-ink-soft underline decoration-dotted underline-offset-4" />;
}
