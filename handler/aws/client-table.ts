import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Attributes, toAttributes, toItem } from './attribute-value';
import { awsFailure, calling, reasonOf } from './call';
import { Expressions } from './expressions';
import { regional } from './regional';
import type { AwsLinks } from '../../src/private/contract';
import type { Changes, Condition, Item, ItemPage, Key, Query, TableClient } from '../clients';
import { ConditionFailed } from '../errors';
import { applyChanges, checkChanges } from '../private/changes';
import type { Caller, CreateClient } from '../private/clients';
import { compare } from '../private/compare';
import { meets } from '../private/conditions';
import { fromCursor, toCursor } from '../private/cursor';
import { exactKey, keyOf } from '../private/keys';
import { inRange, PlannedQuery, planQuery } from '../private/query';
import { isExpired, living } from '../private/ttl';

type Link = NonNullable<AwsLinks['d']>[string];

// Calls get no signal to end them: what answers too late is let go, which takes a good part less of a call's time.
const dynamo = regional((config) => new DynamoDBClient(config));

/** How often an update begins anew because others write the same item. */
const rounds = 10;

export const create: CreateClient<'table', Link> = (id, link, caller) => new DynamoTable(id, link, caller);

/**
 * The items of a DynamoDB table.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html
 */
class DynamoTable implements TableClient {
  readonly ttlAttribute: string | undefined;
  readonly remainingTime: () => number;
  readonly #id: string;
  readonly #link: Link;
  readonly #caller: Caller;
  readonly #table: { readonly TableName: string };
  readonly #dynamo: DynamoDBClient;

  constructor(id: string, link: Link, caller: Caller) {
    this.ttlAttribute = link.t;
    this.remainingTime = caller.remainingTime;
    this.#id = id;
    this.#link = link;
    this.#caller = caller;
    this.#table = { TableName: link.n };
    this.#dynamo = dynamo(link.n);
  }

  async get<T extends object>(key: Key): Promise<T | undefined> {
    const command = new GetItemCommand({ ...this.#table, Key: this.#key(key), ConsistentRead: true });
    const { Item: found } = await calling(`Reading table '${this.#id}'`, this.#caller, () =>
      this.#dynamo.send(command),
    );
    return living(read(found), this.#link.t) as T | undefined;
  }

  async put(item: object, options?: { readonly if?: Condition }): Promise<void> {
    keyOf(this.#id, this.#link, item as Item);
    const expressions = new Expressions(this.#link);
    await this.#put(item as Item, expressions, expressions.condition(options?.if));
  }

  async update<T extends object>(key: Key, changes: Changes, options?: { readonly if?: Condition }): Promise<T> {
    const attributes = this.#key(key);
    checkChanges(this.#id, this.#link, changes);
    for (let round = 1; ; round++) {
      try {
        return await this.#update<T>(attributes, changes, options?.if);
      } catch (failed) {
        const { cause } = failed as Error;
        if (!this.#isOfExpired(cause) || !meets(undefined, options?.if)) throw failed;
        // What has expired counts as none: nothing of it stays.
        const made = await this.#replaceExpired(key, changes);
        if (made) return made as T;
        if (round === rounds) throw failed;
      }
    }
  }

  async delete(key: Key, options?: { readonly if?: Condition }): Promise<void> {
    const expressions = new Expressions(this.#link);
    const command = new DeleteItemCommand({
      ...this.#table,
      Key: this.#key(key),
      ConditionExpression: expressions.condition(options?.if),
      ...expressions.attributes,
    });
    await this.#write(`Deleting from table '${this.#id}'`, () => this.#dynamo.send(command));
  }

  async query<T extends object>(query: Query): Promise<ItemPage<T>> {
    const plan = planQuery(this.#id, this.#link, query);
    const { limit, range, sort } = plan;
    if (isEmpty(plan)) return { items: [], cursor: undefined };
    const items: Item[] = [];
    let start = plan.cursor === undefined ? undefined : this.#position(plan, plan.cursor);
    // Pages of DynamoDB hold expired items too, and end after 1 MB.
    do {
      const page = await this.#page(plan, limit - items.length, start);
      const found = (page.Items ?? []).map((item) => read(item)!);
      items.push(
        ...found.filter((item) => !isExpired(item, this.#link.t) && (sort === undefined || inRange(item[sort], range))),
      );
      start = page.LastEvaluatedKey;
    } while (start && items.length < limit);
    return { items: items as unknown as T[], cursor: start && toCursor(toItem(start)) };
  }

  #page({ partition, sort, range, index, descending }: PlannedQuery, limit: number, start: Attributes | undefined) {
    const expressions = new Expressions(this.#link);
    const command = new QueryCommand({
      ...this.#table,
      IndexName: index,
      KeyConditionExpression: expressions.keyCondition(partition, sort, range),
      ...expressions.attributes,
      ScanIndexForward: !descending,
      Limit: limit,
      ExclusiveStartKey: start,
      ConsistentRead: index === undefined,
    });
    return calling(`Querying table '${this.#id}'`, this.#caller, () => this.#dynamo.send(command));
  }

  /** Where a page begins: a key of the queried partition, and nothing else that a caller could have written. */
  #position({ partition: [name, value], index }: PlannedQuery, cursor: string): Attributes {
    const of = `table '${this.#id}'`;
    const position = fromCursor(of, cursor) as Record<string, unknown> | null;
    const names = new Set([...this.#link.k, ...(index === undefined ? [] : this.#link.x![index])]);
    const whole =
      typeof position === 'object' && position?.[name] === value && Object.keys(position).length === names.size;
    if (!whole || ![...names].every((key) => /^(string|number)$/.test(typeof position[key!]))) {
      throw new Error(`The cursor is none of this query of ${of}.`);
    }
    return toAttributes(position);
  }

  async #update<T extends object>(key: Attributes, changes: Changes, condition: Condition | undefined): Promise<T> {
    const expressions = new Expressions(this.#link);
    const conditions = [expressions.condition(condition), expressions.notExpired()].filter(
      (text) => text !== undefined,
    );
    const command = new UpdateItemCommand({
      ...this.#table,
      Key: key,
      UpdateExpression: expressions.update(changes),
      ConditionExpression: conditions.length > 0 ? conditions.join(' AND ') : undefined,
      ...expressions.attributes,
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const { Attributes: written } = await this.#write(`Updating table '${this.#id}'`, () => this.#dynamo.send(command));
    return read(written)! as T;
  }

  /** @returns undefined where somebody else was quicker */
  async #replaceExpired(key: Key, changes: Changes): Promise<Item | undefined> {
    const item = applyChanges(undefined, key, changes);
    const expressions = new Expressions(this.#link);
    try {
      await this.#put(item, expressions, expressions.condition('absent'));
      return item;
    } catch (failed) {
      if ((failed as Error).cause instanceof ConditionalCheckFailedException) return undefined;
      throw failed;
    }
  }

  async #put(item: Item, expressions: Expressions, condition: string | undefined): Promise<void> {
    const { ExpressionAttributeNames, ExpressionAttributeValues } = expressions.attributes;
    const command = new PutItemCommand({
      TableName: this.#link.n,
      Item: toAttributes(item),
      ConditionExpression: condition,
      ExpressionAttributeNames,
      ExpressionAttributeValues,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await this.#write(`Writing table '${this.#id}'`, () => this.#dynamo.send(command));
  }

  /** A call whose refused condition tells of the item. */
  #write<T>(what: string, call: Parameters<typeof calling<T>>[2]): Promise<T> {
    return calling(what, this.#caller, call, (_what, cause) => {
      if (!(cause instanceof ConditionalCheckFailedException)) return awsFailure(what, cause);
      const item = living(read(cause.Item), this.#link.t);
      return new ConditionFailed(`${what} failed: ${reasonOf(cause)}`, { cause, item });
    });
  }

  #isOfExpired(cause: unknown): boolean {
    const found = cause instanceof ConditionalCheckFailedException ? read(cause.Item) : undefined;
    return found !== undefined && isExpired(found, this.#link.t);
  }

  #key(key: Key): Attributes {
    return toAttributes(exactKey(this.#id, this.#link, key));
  }
}

function read(attributes: Attributes | undefined): Item | undefined {
  return attributes && toItem(attributes);
}

/** Whether nothing lies between the ends of a range: DynamoDB refuses to look. */
function isEmpty({ range: { lt, lte, gt, gte } }: PlannedQuery): boolean {
  const order = compare(gt ?? gte, lt ?? lte);
  return order !== undefined && order > 0;
}
