import type { GoogleCloud } from './cloud';
import type { ITerraformDependable } from '../terraform/engine';
import { DataGoogleProject, DataGoogleStorageProjectServiceAccount, ProjectService } from '../terraform/google';
import { sleep } from '../terraform/time';

/** Seconds that a service agent may take to appear once its API is enabled. */
const AGENT_SECONDS = 60;

/** Enables an API, once a cloud. It stays enabled: others in the project may use it too. */
export function enableApi(cloud: GoogleCloud, name: string): ProjectService {
  const id = `Api-${name}`;
  return (
    (cloud.node.tryFindChild(id) as ProjectService | undefined) ??
    new ProjectService(cloud, id, { ...cloud._at, service: `${name}.googleapis.com`, disableOnDestroy: false })
  );
}

/** The identity that one of Google's services acts under in the project. */
export interface ServiceAgent {
  /** As IAM writes it. */
  readonly member: string;
  /** What it exists after. */
  readonly ready: ITerraformDependable;
}

const domains = {
  artifactregistry: 'gcp-sa-artifactregistry',
  cloudfunctions: 'gcf-admin-robot',
  cloudscheduler: 'gcp-sa-cloudscheduler',
  firestore: 'gcp-sa-firestore',
  monitoring: 'gcp-sa-monitoring-notification',
  pubsub: 'gcp-sa-pubsub',
  run: 'serverless-robot-prod',
  secretmanager: 'gcp-sa-secretmanager',
} as const;

export type Service = keyof typeof domains | 'storage';

/**
 * @param after what makes it, where enabling the API does not
 * @see https://cloud.google.com/iam/docs/service-agents
 */
export function serviceAgent(cloud: GoogleCloud, api: Service, after: ITerraformDependable[] = []): ServiceAgent {
  if (api === 'storage') return storageAgent(cloud);
  const id = `Agent-${api}`;
  return {
    member: `serviceAccount:service-${projectNumber(cloud)}@${domains[api]}.iam.gserviceaccount.com`,
    ready:
      (cloud.node.tryFindChild(id) as ReturnType<typeof sleep> | undefined) ??
      sleep(cloud, id, AGENT_SECONDS, [enableApi(cloud, api), ...after]),
  };
}

/** Reading it makes it. */
function storageAgent(cloud: GoogleCloud): ServiceAgent {
  const id = 'Agent-storage';
  const found = cloud.node.tryFindChild(id) as DataGoogleStorageProjectServiceAccount | undefined;
  const agent =
    found ??
    new DataGoogleStorageProjectServiceAccount(cloud, id, { ...cloud._at, dependsOn: [enableApi(cloud, 'storage')] });
  return { member: agent.member, ready: agent };
}

export function projectNumber(cloud: GoogleCloud): string {
  const found = cloud.node.tryFindChild('Project') as DataGoogleProject | undefined;
  const { project: projectId, provider } = cloud._at;
  return (found ?? new DataGoogleProject(cloud, 'Project', { projectId, provider })).number;
}
