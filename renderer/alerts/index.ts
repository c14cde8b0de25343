export { Alerts } from './Alerts.tsx';
export { AlertsBell } from './AlertsBell.tsx';
export { AlertsButton } from './AlertsButton.tsx';
export { createAlertsStore, type AlertsStore } from './alertsStore.ts';
export { createSounds, type Sounds } from './sounds.ts';
export { useSeen } from './useSeen.ts';
