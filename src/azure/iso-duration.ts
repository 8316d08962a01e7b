/** As Azure writes a time back, so that Terraform sees no difference: `P1DT2H`, `PT10M`. */
export function isoDuration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const parts = [
    [Math.floor((seconds % 86_400) / 3600), 'H'],
    [Math.floor((seconds % 3600) / 60), 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const time = parts.map(([value, unit]) => (value > 0 ? `${value}${unit}` : '')).join('');
  return `P${days > 0 ? `${days}D` : ''}${time && `T${time}`}`;
}
