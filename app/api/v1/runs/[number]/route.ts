import { publicRouteOf } from "@/app/api/v1/respond";
import { answerRun } from "@/lib/api/answer-runs";
import { runPath } from "@/lib/api/run-shapes";
import { noQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";

export const GET = publicRouteOf("run", runPath, noQuery, ({ number }) => answerRun(anonymous, number));
