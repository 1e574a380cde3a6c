import { publicRoute } from "@/app/api/v1/respond";
import { anonymous } from "@/lib/auth/actor";
import { answerSystemLeaderboard } from "@/lib/leaderboards/answer-leaderboards";
import { systemQuery } from "@/lib/leaderboards/api-shapes";

export const GET = publicRoute(systemQuery, (query) => answerSystemLeaderboard(anonymous, query));
