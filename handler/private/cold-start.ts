let cold = true;

/** Whether the invocation that asks is the first of its instance, and had to wait for it to start. */
export function takeColdStart(): boolean {
  const taken = cold;
  cold = false;
  return taken;
}

/** The instance was ready before anyone called: a ping, or the cloud, has started it. */
export function startedReady(): void {
  cold = false;
}
