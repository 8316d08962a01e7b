/** Milliseconds that are kept free at the end, to tell of the failure. */
const reserve = 5000;
const pauses = { first: 500, longest: 8000 };

/** What was asked for does not show yet; asking again may find it so. */
export class NotYet extends Error {}

/** Does something again and again while it fails for the moment, as long as time is left. */
export async function again<T>(
  work: () => Promise<T>,
  isTemporary: (error: unknown) => boolean,
  remainingTime: () => number,
): Promise<T> {
  for (let pause = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
    try {
      return await work();
    } catch (error) {
      if (!isTemporary(error) || remainingTime() < pause + reserve) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
