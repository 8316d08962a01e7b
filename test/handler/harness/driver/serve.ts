/** Answers what the parent process asks, and marks in the output how far it had come by then. */
export function answer(handle: (request: any) => Promise<unknown>): void {
  process.on('message', async ({ id, request }: { id: number; request: unknown }) => {
    let reply: object;
    try {
      reply = { id, value: await handle(request) };
    } catch (error) {
      reply = { id, error: (error as Error).message };
    }
    process.stdout.write(`#${id}\n`);
    process.send!(reply);
  });
}
