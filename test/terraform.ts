import { execFileSync } from 'child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

/** Stand-ins that serve the real providers' schemas; without them, the registry's own providers. */
const mirror = resolve(__dirname, '../../shared/terraform-schemas');

const folder = mkdtempSync(join(tmpdir(), 'faasade-terraform-'));
const environment = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: cliConfig(), TF_IN_AUTOMATION: '1' };

/** Why Terraform can't run here; undefined where it can. */
export const noTerraform: string | undefined = reason();

/** Terraform itself, on the folder of a synthesized stack; throws with its own words. Does nothing where it can't run. */
export const terraform = {
  validate(stack: string): void {
    if (noTerraform !== undefined) return;
    init(stack);
    run(stack, 'validate');
  },

  /** @see https://developer.hashicorp.com/terraform/language/tests/mocking */
  test(stack: string, file: string): void {
    if (noTerraform !== undefined) return;
    writeFileSync(join(stack, 'wiring.tftest.hcl'), file);
    init(stack);
    run(stack, 'test');
  },
};

/** A test that needs Terraform; skipped where it can't run, with the reason in its title. */
export function withTerraform(title: string, body: () => void): void {
  if (noTerraform === undefined) it(title, body, 120_000);
  else it.skip(`${title} (${noTerraform})`, body);
}

function init(stack: string): void {
  run(stack, 'init', '-backend=false', '-input=false');
}

function run(stack: string, command: string, ...options: string[]): string {
  try {
    return execFileSync('terraform', [command, '-no-color', ...options], {
      cwd: stack,
      env: environment,
      stdio: 'pipe',
    }).toString();
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`terraform ${command}:\n${stdout}${stderr}`);
  }
}

function cliConfig(): string {
  const file = join(folder, 'terraform.rc');
  const mirrored = `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`;
  writeFileSync(file, existsSync(mirror) ? mirrored : '');
  return file;
}

function reason(): string | undefined {
  try {
    run(folder, 'version');
  } catch {
    return 'there is no terraform command';
  }
  if (existsSync(mirror)) return undefined;
  writeFileSync(
    join(folder, 'probe.tf'),
    'terraform {\n  required_providers { azapi = { source = "Azure/azapi" } }\n}\n',
  );
  try {
    init(folder);
    return undefined;
  } catch {
    return 'there are no provider schemas beside the project, and the registry does not answer';
  }
}
