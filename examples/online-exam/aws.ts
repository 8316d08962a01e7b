import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { OnlineExam } from './online-exam';

const app = new App();
const stack = new Stack(app, 'online-exam-aws');
const { exam } = new OnlineExam(stack, 'OnlineExam');
new CfnOutput(stack, 'Url', { value: exam.url });
