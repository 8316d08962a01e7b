import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { FlashSale } from './flash-sale';

const app = new App();
const stack = new Stack(app, 'flash-sale-aws');
const sale = new FlashSale(stack, 'FlashSale', { item: 'console', quantity: 500 });
new CfnOutput(stack, 'Url', { value: sale.shop.url });
