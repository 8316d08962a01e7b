/** The first step that is not below a value; undefined above the last. Steps ascend. */
export function roundUp(value: number, steps: readonly number[]): number | undefined {
  return steps.find((step) => step >= value);
}
