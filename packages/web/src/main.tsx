import '@mantine/core/styles.css';
import './app/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeToken } from './api/session.js';
import { App } from './app/app.js';
import { startTranslation } from './i18n/i18n.js';

startTranslation();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <App startToken={takeToken()} />
  </StrictMode>,
);
