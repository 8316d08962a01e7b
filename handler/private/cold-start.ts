/** In the global: files of the adapter that are loaded later hold this module once more. */
const state = ((globalThis as { [key: symbol]: unknown })[Symbol.for('faasade.coldStart')] ??= { cold: true }) as {
  cold: boolean;
};

/** Whether the invocation that asks is the first of its instance, and had to wait for it to start. */
export function takeColdStart(): boolean {
  const taken = state.cold;
  state.cold = false;
  return taken;
}

/** The instance was ready before anyone called: a ping, or the cloud, has started it. */
export function startedReady(): void {
  state.cold = false;
}
