import { publicRoute } from "@/app/api/v1/respond";
import { answerIndividualLeaderboard } from "@/lib/api/answer-leaderboards";
import { individualQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";

export const GET = publicRoute(individualQuery, (query) => answerIndividualLeaderboard(anonymous, query));
