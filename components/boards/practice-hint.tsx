import { practiceHint } from "@/lib/tasks/labels";
import { NoteMark } from "../ui/tables/note-mark";

/** A mark beside the words "practice questions"; pressed, it says what they are. */
export function PracticeHint() {
  return <NoteMark mark="?" name="What practice questions are" notes={[practiceHint]} className="text-ink-faint text-sm hover:text-ink" />;
}
