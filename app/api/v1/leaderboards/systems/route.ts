import { publicRoute } from "@/app/api/v1/respond";
import { answerSystemLeaderboard } from "@/lib/api/answer-leaderboards";
import { systemQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";

export const GET = publicRoute(systemQuery, (query) => answerSystemLeaderboard(anonymous, query));
