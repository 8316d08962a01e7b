import { createServer, IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../../../handler/azure/cosmos';

type Json = Record<string, any>;
type HttpClient = NonNullable<Connection['httpClient']>;

/** A call as it came in. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: any;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

interface Stored {
  readonly partition: unknown;
  readonly document: Json;
}

/** Two physical partitions, so that a query over all of them has to merge. */
const ranges = [
  { id: '0', _rid: 'r0', minInclusive: '', maxExclusive: '7F', parents: [] },
  { id: '1', _rid: 'r1', minInclusive: '7F', maxExclusive: 'FF', parents: [] },
];

/**
 * As much of Cosmos DB's REST protocol as the client of a table uses, for one container whose partition key is at
 * `path`. It takes nothing that Cosmos DB would refuse: wrong partition keys, ids with refused characters, stale etags.
 * @see https://learn.microsoft.com/rest/api/cosmos-db/
 */
export class FakeCosmos {
  static async start(path: string): Promise<FakeCosmos> {
    const fake = new FakeCosmos(path);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  readonly calls: Recorded[] = [];
  /** Answers that come before the real ones, each once: for documents only. */
  readonly scripted: Answer[] = [];
  /** Runs before a write: what another client does meanwhile. */
  meanwhile: (() => void) | undefined;
  /** Documents that a page of a query holds at most. */
  pageSize = 2;
  readonly link = ['https://account.documents.azure.com:443/', 'tables', 'Orders'] as const;
  readonly #path: string;
  readonly #server: Server;
  readonly #stored = new Map<string, Stored>();
  #etag = 0;

  private constructor(path: string) {
    this.#path = path.slice(1);
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const call: Recorded = {
        method: request.method!,
        path: decodeURIComponent(request.url!),
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      this.calls.push(call);
      const { status, body, headers } = this.#answer(call);
      response.writeHead(status, { 'content-type': 'application/json', 'x-ms-request-charge': '1', ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Reaches this server, whatever the account. */
  get connection(): Connection {
    const { port } = this.#server.address() as AddressInfo;
    const httpClient: HttpClient = {
      async sendRequest(request) {
        const url = request.url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${port}`);
        const { method, body, abortSignal } = request;
        const init = {
          method,
          headers: request.headers.toJSON(),
          body: body as string,
          signal: abortSignal as AbortSignal,
        };
        const response = await fetch(url, init);
        const headers = Object.fromEntries(response.headers);
        return {
          request,
          status: response.status,
          headers: Object.assign(Object.create(request.headers) as typeof request.headers, {
            toJSON: () => headers,
            get: (name: string) => headers[name],
          }),
          bodyAsText: await response.text(),
        };
      },
    };
    const credential = { getToken: async () => ({ token: 'T', expiresOnTimestamp: Date.now() + 3_600_000 }) };
    return { httpClient, credential };
  }

  get documents(): Json[] {
    return [...this.#stored.values()].map(({ document }) => document);
  }

  /** Changes a document behind the client's back. */
  overwrite(id: string, change: (document: Json) => Json | undefined): void {
    for (const [key, { partition, document }] of this.#stored) {
      if (document.id !== id) continue;
      const changed = change({ ...document });
      if (changed) this.#store(key, partition, changed);
      else this.#stored.delete(key);
    }
  }

  clear(): void {
    this.#stored.clear();
    this.calls.length = 0;
    this.scripted.length = 0;
    this.meanwhile = undefined;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(call: Recorded): Answer {
    if (call.headers.authorization !== 'type=aad&ver=1.0&sig=T') return refusal(401, 'no token');
    if (call.path === '/') {
      return { status: 200, body: { id: 'account', writableLocations: [], readableLocations: [] } };
    }
    if (call.path === '/dbs/tables/colls/Orders') {
      return { status: 200, body: { id: 'Orders', partitionKey: { paths: [`/${this.#path}`], kind: 'Hash' } } };
    }
    if (call.path === '/dbs/tables/colls/Orders/pkranges') {
      return { status: 200, body: { PartitionKeyRanges: ranges, _count: 2 }, headers: { etag: '"1"' } };
    }
    const [, documentPath] = /^\/dbs\/tables\/colls\/Orders\/docs(?:\/(.+))?$/s.exec(call.path) ?? [];
    if (!call.path.startsWith('/dbs/tables/colls/Orders/docs')) {
      return { ...refusal(404, 'no owner'), headers: substatus(1003) };
    }
    return (
      this.scripted.shift() ?? (documentPath === undefined ? this.#feed(call) : this.#document(call, documentPath))
    );
  }

  #feed({ headers, body }: Recorded): Answer {
    if (headers['x-ms-cosmos-is-query-plan-request']) return { status: 200, body: plan(body.query) };
    if (headers['x-ms-documentdb-isquery']) return this.#query(headers, body);
    this.#interrupt();
    const partition = body[this.#path];
    if (!this.#fits(headers, partition)) return refusal(400, 'PartitionKey extracted from document does not match');
    if (/[/\\?#]/.test(body.id) || body.id.length > 255) return refusal(400, `id ${body.id}`);
    if (body.ttl !== undefined && !(Number.isInteger(body.ttl) && body.ttl > 0)) return refusal(400, 'ttl');
    const key = JSON.stringify([partition, body.id]);
    const known = this.#stored.has(key);
    if (known && `${headers['x-ms-documentdb-is-upsert']}` !== 'true') {
      return refusal(409, 'Resource with specified id exists');
    }
    return { status: known ? 200 : 201, ...this.#store(key, partition, body) };
  }

  #document({ method, headers, body }: Recorded, id: string): Answer {
    if (method !== 'GET') this.#interrupt();
    const [partition] = JSON.parse(`${headers['x-ms-documentdb-partitionkey']}`);
    const key = JSON.stringify([partition, id]);
    const known = this.#stored.get(key);
    if (!known) return refusal(404, 'Resource Not Found');
    const match = headers['if-match'];
    if (match !== undefined && match !== known.document._etag) return refusal(412, 'One of the conditions was not met');
    if (method === 'GET') return { status: 200, body: known.document, headers: { etag: known.document._etag } };
    if (method === 'DELETE') {
      this.#stored.delete(key);
      return { status: 204 };
    }
    if (method === 'PUT') return { status: 200, ...this.#store(key, partition, body) };
    return this.#patch(key, known, body);
  }

  #patch(key: string, { partition, document }: Stored, { operations, condition }: Json): Answer {
    if (condition !== undefined && !matches(condition.replace('FROM c WHERE ', ''), [], document)) {
      return refusal(412, 'the predicate is not met');
    }
    const next = { ...document };
    for (const { op, path, value } of operations as Json[]) {
      const name = path.slice(1);
      if (op === 'set') {
        next[name] = value;
      } else if (op === 'incr' && ['number', 'undefined'].includes(typeof next[name])) {
        next[name] = (next[name] ?? 0) + value;
      } else if (op === 'remove' && name in next) {
        delete next[name];
      } else {
        return refusal(400, `${op} ${path}`);
      }
    }
    return { status: 200, ...this.#store(key, partition, next) };
  }

  #query(headers: IncomingMessage['headers'], { query, parameters }: Json): Answer {
    const partition = headers['x-ms-documentdb-partitionkey'];
    const range = headers['x-ms-documentdb-partitionkeyrangeid'];
    if (partition === undefined && range === undefined) {
      return { ...refusal(400, 'The provided cross partition query can not be served'), headers: substatus(1004) };
    }
    const { where, orders, direction } = parsed(query);
    const sign = direction === 'ASC' ? 1 : -1;
    const found = [...this.#stored.values()]
      .filter(({ partition: own }) => (partition === undefined ? rangeOf(own) === range : this.#fits(headers, own)))
      .map(({ document }) => document)
      .filter((document) => matches(where, parameters, document))
      .sort((a, b) => sign * orders.map((name) => order(a[name], b[name])).reduce((first, next) => first || next));
    const start = Number(headers['x-ms-continuation'] ?? 0);
    const end = start + Math.min(this.pageSize, Number(headers['x-ms-max-item-count']));
    const page = found.slice(start, end);
    const rewritten = query.startsWith('SELECT c._rid');
    return {
      status: 200,
      body: {
        Documents: rewritten
          ? page.map((c) => ({ _rid: c._rid, orderByItems: orders.map((name) => ({ item: c[name] })), payload: c }))
          : page,
        _count: page.length,
      },
      headers: end < found.length ? { 'x-ms-continuation': `${end}` } : {},
    };
  }

  #interrupt(): void {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    meanwhile?.();
  }

  #fits(headers: IncomingMessage['headers'], partition: unknown): boolean {
    return JSON.stringify(JSON.parse(`${headers['x-ms-documentdb-partitionkey']}`)) === JSON.stringify([partition]);
  }

  #store(key: string, partition: unknown, body: Json): Pick<Answer, 'body' | 'headers'> {
    const _etag = `"${++this.#etag}"`;
    const system = { _rid: `rid${this.#etag}`, _self: 'self', _etag, _attachments: 'attachments/', _ts: 1_700_000_000 };
    const document = { ...body, ...system };
    this.#stored.set(key, { partition, document });
    return { body: document, headers: { etag: _etag } };
  }
}

function refusal(status: number, message: string): Answer {
  return { status, body: { code: `${status}`, message } };
}

function substatus(code: number): Record<string, string> {
  return { 'x-ms-substatus': `${code}` };
}

function rangeOf(partition: unknown): string {
  return ranges[String(partition).length % 2].id;
}

/** A statement of the client's: conditions, and the properties that order. */
function parsed(query: string): { where: string; orders: string[]; direction: string } {
  const [, where, orderBy] = / WHERE (.*) ORDER BY (.*)$/s.exec(query)!;
  const terms = orderBy.split(', ').map((term) => /^c\["(\w+)"\] (ASC|DESC)$/.exec(term)!);
  return { where, orders: terms.map(([, name]) => name), direction: terms[0][2] };
}

function order(a: any, b: any): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a gateway makes of a query over all partitions: each is asked for its order, and the client merges. */
function plan(query: string): Json {
  const { where, orders, direction } = parsed(query);
  const expressions = orders.map((name) => `c["${name}"]`);
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: 'None',
      ...{ top: null, offset: null, limit: null, groupByExpressions: [], groupByAliases: [], aggregates: [] },
      groupByAliasToAggregateType: {},
      orderBy: orders.map(() => (direction === 'ASC' ? 'Ascending' : 'Descending')),
      orderByExpressions: expressions,
      rewrittenQuery:
        `SELECT c._rid, [${expressions.map((item) => `{"item": ${item}}`).join(', ')}] AS orderByItems, c AS payload ` +
        `FROM c WHERE ${where} AND ({documentdb-formattableorderbyquery-filter}) ` +
        `ORDER BY ${expressions.map((item) => `${item} ${direction}`).join(', ')}`,
      hasSelectValue: false,
      hasNonStreamingOrderBy: false,
    },
    queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
  };
}

const compared: Record<string, (a: any, b: any) => boolean> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => typeof a === typeof b && a < b,
  '<=': (a, b) => typeof a === typeof b && a <= b,
  '>': (a, b) => typeof a === typeof b && a > b,
  '>=': (a, b) => typeof a === typeof b && a >= b,
};

/** Terms joined by AND, each of a form that the client writes. */
function matches(where: string, parameters: readonly { name: string; value: unknown }[], document: Json): boolean {
  const value = (text: string) =>
    text.startsWith('@') ? parameters.find(({ name }) => name === text)!.value : JSON.parse(text);
  const property = (text: string) => document[JSON.parse(text.slice(2, -1))];
  const term = (text: string): boolean => {
    const inner = /^\((.*)\)$/s.exec(text);
    if (inner) return inner[1].split(' OR ').some(term);
    if (text === 'true') return true;
    if (text.startsWith('NOT ')) return !term(text.slice(4));
    const [, test, of, operand] = /^(IS_DEFINED|IS_NUMBER|STARTSWITH)\((c\["\w+"\])(?:, (.+))?\)$/s.exec(text) ?? [];
    if (test === 'IS_DEFINED') return property(of) !== undefined;
    if (test === 'IS_NUMBER') return typeof property(of) === 'number';
    if (test === 'STARTSWITH') return typeof property(of) === 'string' && property(of).startsWith(value(operand));
    const [, left, operator, right] = /^(c\["\w+"\]) (=|!=|<=?|>=?) (.+)$/s.exec(text) ?? [];
    if (left === undefined) throw new Error(`The fake does not know the term ${text}.`);
    return compared[operator](property(left), value(right));
  };
  return where.split(' AND ').every(term);
}
