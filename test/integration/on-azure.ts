import { settings, SynthesizedStack } from './synthesized';
import * as harness from '../handler/harness/azure';
import type { Running } from '../handler/harness/running';

/** Starts the app of a function: its package and its settings, as the stack has them, and more of these. */
export function startOnAzure(
  stack: SynthesizedStack,
  id: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const { app_settings } = stack.one('azurerm_function_app_flex_consumption', `_${id}_`);
  const { source } = stack.one('azurerm_storage_blob', `_${id}_`);
  const { FAASADE_TRIGGERS, FAASADE_LINKS, ...environment } = settings(stack, app_settings);
  return harness.start({
    entry: stack.asset(source),
    triggers: JSON.parse(FAASADE_TRIGGERS!),
    ...(FAASADE_LINKS && { links: JSON.parse(FAASADE_LINKS) }),
    environment: { ...environment, ...more },
  });
}
