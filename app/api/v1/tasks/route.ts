import { publicRoute } from "@/app/api/v1/respond";
import { anonymous } from "@/lib/auth/actor";
import { answerTasks } from "@/lib/leaderboards/answer-lists";
import { noQuery } from "@/lib/leaderboards/api-shapes";

export const GET = publicRoute(noQuery, () => answerTasks(anonymous));
