/** Refused when it is planned. */
export function tableChange(): void {
  return;
}
