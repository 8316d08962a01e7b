/**
 * A body that tells when it is whole, broken off or no longer wanted, and waits for who is told before it ends.
 * @param done never fails
 */
export function ending(
  body: ReadableStream<Uint8Array>,
  done: (error?: unknown) => Promise<void>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done: over, value } = await reader.read();
          if (!over) return controller.enqueue(value);
        } catch (error) {
          await done(error);
          throw error;
        }
        await done();
        controller.close();
      },
      async cancel(reason) {
        await Promise.all([reader.cancel(reason), done()]);
      },
    },
    // Nothing is read before it is asked for.
    { highWaterMark: 0 },
  );
}
