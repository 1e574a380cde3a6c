import { publicRoute } from "@/app/api/v1/respond";
import { anonymous } from "@/lib/auth/actor";
import { answerIndividualLeaderboard } from "@/lib/leaderboards/answer-leaderboards";
import { individualQuery } from "@/lib/leaderboards/api-shapes";

export const GET = publicRoute(individualQuery, (query) => answerIndividualLeaderboard(anonymous, query));
