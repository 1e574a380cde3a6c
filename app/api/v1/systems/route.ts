import { publicRoute } from "@/app/api/v1/respond";
import { anonymous } from "@/lib/auth/actor";
import { answerSystems } from "@/lib/leaderboards/answer-lists";
import { noQuery } from "@/lib/leaderboards/api-shapes";

export const GET = publicRoute(noQuery, () => answerSystems(anonymous));
