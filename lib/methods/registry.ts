import { promptRouting } from "./api/prompt-routing";
import { bestSingle } from "./baselines/best-single";
import { majorityVote } from "./baselines/majority-vote";
import type { Method } from "./method";
import { multiAgentRefine } from "./text/multi-agent-refine";

/** Every method that can be run, baselines first, then by how much the members see of each other. */
export const methods: readonly Method[] = [bestSingle, majorityVote, promptRouting, multiAgentRefine];

/** The method of this id, or undefined for one that is not built. */
export function findMethod(id: string): Method | undefined {
  return methods.find((method) => method.id === id);
}
