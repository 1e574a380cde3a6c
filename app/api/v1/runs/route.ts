import { publicRoute } from "@/app/api/v1/respond";
import { answerRuns } from "@/lib/api/answer-runs";
import { runsQuery } from "@/lib/api/run-shapes";
import { anonymous } from "@/lib/auth/actor";

export const GET = publicRoute(runsQuery, (query) => answerRuns(anonymous, query));
