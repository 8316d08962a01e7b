import { answers, freePort, Running, start, tools } from './process';

export interface Firestore {
  readonly host: string;
  readonly server: Running;
}

/** Google's own emulator of Firestore. */
export async function startFirestore(): Promise<Firestore> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const program = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
  const options = ['-Xmx512m', '-Duser.language=en', '-cp', tools.firestoreJar, program];
  const server = start('java', [...options, '--host=127.0.0.1', `--port=${port}`], {});
  await answers(`http://${host}/`, server, 60);
  return { host, server };
}
