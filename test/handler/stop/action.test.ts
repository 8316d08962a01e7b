import { actionOf } from '../../../handler/stop/action';

test.each([
  ['by hand', { action: 'stop' }, 'stop'],
  ['by hand, back', { action: 'resume' }, 'resume'],
  ['a CloudWatch alarm', { AlarmName: 'cost', NewStateValue: 'ALARM', NewStateReason: 'Threshold Crossed' }, 'stop'],
  ['one that is over', { AlarmName: 'cost', NewStateValue: 'OK' }, undefined],
  ['one without data', { AlarmName: 'cost', NewStateValue: 'INSUFFICIENT_DATA' }, undefined],
  ['an AWS budget', 'AWS Budget Notification November 25, 2026\nAWS Account 123456789012\n', 'stop'],
  [
    'an alert of Azure Monitor',
    { schemaId: 'azureMonitorCommonAlertSchema', data: { essentials: { monitorCondition: 'Fired' } } },
    'stop',
  ],
  [
    'one that is over',
    { schemaId: 'azureMonitorCommonAlertSchema', data: { essentials: { monitorCondition: 'Resolved' } } },
    undefined,
  ],
  [
    'an Azure budget through an action group',
    {
      data: {
        essentials: { monitoringService: 'CostAlerts', monitorCondition: null, configurationItems: ['budgets'] },
      },
    },
    'stop',
  ],
  ['an Azure budget', { schemaId: 'AIP Budget Notification', data: { BudgetName: 'shop' } }, 'stop'],
  ['an incident of Cloud Monitoring', { version: '1.2', incident: { state: 'open' } }, 'stop'],
  ['one that is over', { version: '1.2', incident: { state: 'closed' } }, undefined],
  ['a Google budget that is spent', { costAmount: 100, budgetAmount: 100 }, 'stop'],
  ['one that is not', { costAmount: 99.5, budgetAmount: 100, alertThresholdExceeded: 0.9 }, undefined],
])('reads %s', (_, notice, action) => {
  expect(actionOf(notice)).toBe(action);
});

test.each([[undefined], [null], ['hello'], [{}], [{ action: 'delete' }], [[]], [7]])(
  'takes %j for nothing',
  (notice) => {
    expect(() => actionOf(notice)).toThrow(
      new Error('The notice is neither of an alarm nor of a budget, and names no action.'),
    );
  },
);
