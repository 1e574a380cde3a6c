import { expect, it } from "vitest";
import { Ending } from "./ending";
import { onAbort, pauseUnless } from "./on-abort";

it("calls all who listen once, and nobody who stopped listening, even while the others are called", () => {
  const ending = new Ending();
  const heard: string[] = [];
  onAbort(ending, () => heard.push("first"));
  const stopSecond = onAbort(ending, () => heard.push("second"));
  onAbort(ending, () => {
    heard.push("third");
    stopFourth();
  });
  const stopFourth = onAbort(ending, () => heard.push("fourth"));
  stopSecond();
  ending.abort(new Error("over"));
  ending.abort(new Error("once more"));
  expect(heard).toEqual(["first", "third"]);
  expect(() => ending.throwIfAborted()).toThrow("over");
});

it("is told of a signal's end as well, with its reason", async () => {
  const controller = new AbortController();
  const pause = pauseUnless(controller.signal, 10_000);
  controller.abort(new Error("stop"));
  await expect(pause).rejects.toThrow("stop");
  await expect(pauseUnless(controller.signal, 0)).rejects.toThrow("stop");
  await pauseUnless(new Ending(), 1);
});
