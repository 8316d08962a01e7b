import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporary } from './project';

/** Serves the tarballs of a folder; in a process of its own, because bundling blocks this one. */
const SERVER = `
  const fs = require('fs'), path = require('path');
  const server = require('http').createServer((request, response) => {
    const file = path.join(process.argv[1], path.basename(request.url));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    fs.createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** Published packages, and the entries that a lockfile has of them. */
export class Registry {
  public static async start(): Promise<Registry> {
    const folder = fs.mkdtempSync(path.join(temporary, 'registry-'));
    const server = spawn(process.execPath, ['-e', SERVER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const port = await new Promise<string>((resolve) =>
      server.stdout.once('data', (data) => resolve(`${data}`.trim())),
    );
    return new Registry(folder, server, `http://127.0.0.1:${port}`);
  }

  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    private readonly url: string,
  ) {}

  public publish(manifest: Manifest & object, files: Record<string, string>): object {
    const name = `${manifest.name.replace('/', '-')}-${manifest.version}.tgz`;
    const content = path.join(fs.mkdtempSync(path.join(temporary, 'publish-')), 'package');
    for (const [file, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
      fs.mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
      fs.writeFileSync(path.join(content, file), text);
    }
    execFileSync('tar', ['-czf', path.join(this.folder, name), '-C', path.dirname(content), 'package']);
    const { name: _, ...entry } = manifest;
    return { ...entry, resolved: `${this.url}/${name}` };
  }

  public stop(): void {
    this.server.kill();
  }
}
