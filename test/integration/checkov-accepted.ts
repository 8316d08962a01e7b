import type { CloudName } from '../stacks';

/** Why a finding stands. */
export interface Accepted {
  readonly reason: string;
  /** The resources that it may be found on, as `<service>/<id>`. Default: all that the check is for. */
  readonly on?: RegExp;
}

const ownKey = (prop: string) => `Encrypted with the cloud's own key, unless ${prop} names the user's: it costs a fee.`;
const noNetwork =
  'Identities with a role get in, from anywhere: functions are in no network, unless azure.subnetId says so, and private ' +
  'endpoints are paid for by the hour.';
const noNetworkButKey = `${noNetwork} A host's account takes its key too, which the host's settings and Terraform's state hold.`;

/** The storage accounts of hosts. */
const host = /_Storage_/;

/** The findings of checkov that a careful operator would leave as they are, by cloud and check. */
export const accepted: Record<CloudName, Readonly<Record<string, Accepted>>> = {
  aws: {
    CKV_AWS_18: {
      reason: "Access logs need another bucket: the account's trail tells more, where it has data events on.",
    },
    CKV_AWS_21: {
      reason: 'Earlier versions are paid for, and keep what was deleted: the prop versioned has them kept.',
    },
    CKV_AWS_26: { reason: `SNS's disks are encrypted. ${ownKey('encryptionKey')}` },
    CKV_AWS_27: { reason: `The check knows KMS only. ${ownKey('encryptionKey')}` },
    CKV_AWS_28: { reason: 'Recovery is paid for by the gigabyte: the prop pointInTimeRecovery has it.' },
    CKV_AWS_115: {
      reason:
        "A reservation takes from the account's concurrency, of which a new account has ten: limits.maxInstances.",
      on: /^(everything|thumbnails)\/|StopBreaker|ReadyInstances/,
    },
    CKV_AWS_116: {
      reason:
        'Events come through a queue, which has dead letters. CloudFormation alone invokes asynchronously, and is told of failures.',
    },
    CKV_AWS_117: { reason: 'A VPC needs a way to the internet, which is paid for by the hour: aws.subnetIds.' },
    CKV_AWS_119: { reason: ownKey('encryptionKey') },
    CKV_AWS_149: { reason: ownKey('encryptionKey') },
    CKV_AWS_158: { reason: 'Encrypted with the key of CloudWatch Logs: a key of the account costs a fee.' },
    CKV_AWS_173: { reason: `No secret is in the environment. ${ownKey('aws.environmentKey')}` },
    CKV_AWS_258: {
      reason: 'HttpAuth.PUBLIC, which has to be asked for.',
      on: /(Both|Reader|Writer|Stranger|Shop|Front|OnlineExam)Live/,
    },
  },
  azure: {
    CKV_AZURE_33: { reason: 'Nobody uses queues of these accounts.' },
    CKV_AZURE_41: { reason: 'A secret that expires fails a running service on a day that nobody watches.' },
    CKV_AZURE_42: { reason: 'What may be destroyed with its stack may be purged.', on: /^everything\// },
    CKV_AZURE_59: { reason: noNetworkButKey },
    CKV_AZURE_99: { reason: noNetwork },
    CKV_AZURE_100: {
      reason: 'A key of the account is a key of all its tables: the user brings an account that has one.',
    },
    CKV_AZURE_101: { reason: noNetwork },
    CKV_AZURE_109: { reason: noNetwork },
    CKV_AZURE_110: { reason: 'What may be destroyed with its stack may be purged.', on: /^everything\// },
    CKV_AZURE_189: { reason: noNetwork },
    CKV_AZURE_199: { reason: 'Double encryption is of the Premium tier, which is paid for by the hour.' },
    CKV_AZURE_201: { reason: 'Keys of the user are of the Premium tier, which is paid for by the hour.' },
    CKV_AZURE_202: { reason: 'An identity of the namespace is for such keys: it calls nobody.' },
    CKV_AZURE_204: {
      reason: 'A namespace without public network is of the Premium tier, which is paid for by the hour.',
    },
    CKV_AZURE_206: { reason: 'A copy in a second region doubles the price, and lets data leave the region.' },
    CKV_AZURE_212: { reason: 'The plan has an instance where there is work: Capacity.warm keeps some.' },
    CKV_AZURE_225: { reason: 'Zones need instances that are always there, in regions that have zones.' },
    CKV2_AZURE_1: { reason: `${ownKey('encryptionKey')} A host's account holds nothing of the user's.` },
    CKV2_AZURE_21: { reason: "A log line a read is paid for by the gigabyte: the subscription's policy decides." },
    CKV2_AZURE_32: { reason: noNetwork },
    CKV2_AZURE_33: { reason: noNetworkButKey },
    CKV2_AZURE_38: {
      reason: 'Deleted objects are paid for as long as they are kept: the prop versioned has them kept.',
    },
    CKV2_AZURE_40: {
      reason:
        'The provider leaves a host that signs in as an identity with a broken setting, which HostStorage.MANAGED_IDENTITY ' +
        "repairs by a second way. The account holds the host's records, nothing of the user's.",
      on: host,
    },
    CKV2_AZURE_41: {
      reason: 'Nobody makes signatures with the key of a host, and the policy would only log them.',
      on: host,
    },
  },
  google: {
    CKV_GCP_62: {
      reason: 'Access logs need another bucket: audit logs of data access, where the project has them on, tell more.',
    },
    CKV_GCP_78: {
      reason: 'Earlier versions are paid for, and keep what was deleted: the prop versioned has them kept.',
    },
    CKV_GCP_83: { reason: ownKey('encryptionKey') },
    CKV_GCP_84: { reason: ownKey('google.encryptionKey') },
    CKV_GCP_124: {
      reason: 'What is called over HTTP is called from outside: google.ingress narrows it.',
      on: /_Http_/,
    },
  },
};
