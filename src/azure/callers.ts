import type { EntraApplication } from './existing';
import { limits } from './limits';
import { Lazy } from '../terraform/engine';

/** An identity that may call a function's URL. */
interface Caller {
  readonly clientId: string;
  readonly principalId: string;
}

/** Nobody has this id. An empty list would let in everybody of the tenant. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What tokens of callers are made out to. */
export function audienceOf({ clientId, idUri }: EntraApplication): string {
  return idUri ?? `api://${clientId}`;
}

/** The functions that may call one function's URL. */
export class Callers {
  private readonly granted: Caller[] = [];

  /** @throws Error where there are more than the platform keeps */
  public add({ clientId, principalId }: Caller, path: string): void {
    if (this.granted.some((other) => other.clientId === clientId)) return;
    if (this.granted.length === limits.callers) {
      throw new Error(
        `Function '${path}' has ${limits.callers} callers already, and an app on Azure keeps no more. Have the others ` +
          'send to a Queue, or call a second function.',
      );
    }
    this.granted.push({ clientId, principalId });
  }

  /**
   * Has the platform let in these alone, before the app sees a request; asked at synthesis.
   * @see https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad#authorize-requests
   */
  public settings(application: EntraApplication) {
    return {
      authEnabled: true,
      requireAuthentication: true,
      requireHttps: true,
      unauthenticatedAction: 'Return401',
      defaultProvider: 'azureactivedirectory',
      activeDirectoryV2: {
        clientId: application.clientId,
        tenantAuthEndpoint: `https://login.microsoftonline.com/${application.tenantId}/v2.0`,
        // The older form of tokens names the URI, the newer one the id.
        allowedAudiences: [audienceOf(application), application.clientId],
        allowedApplications: this.allowed('clientId'),
        allowedIdentities: this.allowed('principalId'),
      },
      login: { tokenStoreEnabled: false },
    };
  }

  private allowed(id: keyof Caller): string[] {
    const { granted } = this;
    return Lazy.listValue({ produce: () => (granted.length > 0 ? granted.map((caller) => caller[id]) : [NOBODY]) });
  }
}
