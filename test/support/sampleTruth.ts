/** When the shipped samples' robots speak, ms, as the samples were put together; no push says so. */
export const robotTimes: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  'answered-en': [[600, 5242], [7559, 10_455], [13_385, 15_564]],
  'answered-zh': [[600, 6455], [8830, 13_450], [17_258, 19_523]],
  'answered-id': [[600, 7020], [10_040, 13_235], [15_510, 17_300]],
  'handover-lost-es': [[600, 5389], [8697, 12_249]],
};
