/** Fails in a part of all calls, where the service is asked to: to see that nothing is lost or done twice. */
export function sometimesFail(where: string): void {
  if (Math.random() < Number(process.env.FAILING)) throw new Error(`Failing on purpose ${where}.`);
}
