export { Alerts } from './Alerts.tsx';
export { AlertsButton } from './AlertsButton.tsx';
