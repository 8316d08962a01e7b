/** Takes an error of the SDK of this name for an answer. */
export function unless(name: string) {
  return (error: Error): undefined => {
    if (error.name !== name) throw error;
    return undefined;
  };
}
