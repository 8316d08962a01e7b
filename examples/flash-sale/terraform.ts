import { App, TerraformOutput } from 'cdktf';
import { FlashSale } from './flash-sale';
import { azure, google } from 'faasade';

const app = new App();
const onAzure = new azure.AzureStack(app, 'flash-sale-azure', { location: 'westeurope', namespace: 'acme' });
const onGoogle = new google.GoogleStack(app, 'flash-sale-google', { project: 'acme-prod', region: 'europe-west1' });
for (const stack of [onAzure, onGoogle]) {
  const sale = new FlashSale(stack, 'FlashSale', { item: 'console', quantity: 500 });
  new TerraformOutput(stack, 'Url', { value: sale.shop.url });
}

app.synth();
