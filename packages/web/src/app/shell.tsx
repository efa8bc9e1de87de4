import { ActionIcon, Button, Menu, TextInput, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';
import { useLiveEvents } from '../api/live-events.js';
import { useSession } from '../api/session.js';
import { chooseLanguage, LANGUAGES, type Language } from '../i18n/i18n.js';
import { JobTray } from '../jobs/job-tray.js';

const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** What surrounds every screen: places to go, work in progress, language, colours, who I am. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useLiveEvents();
  const onPlan = pathname === '/' || pathname.startsWith('/plan/');
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <header className="shell-bar">
        <Link to="/" className="shell-brand">
          <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" fill="#0072b2" />
            <path d="M7 23V15h5v8zm6.5 0V9h5v14zM20 23V12h5v11z" fill="#fff" />
          </svg>
          Stockwright
        </Link>
        <nav className="shell-nav" aria-label={t('shell.nav')}>
          <Link to="/" aria-current={onPlan ? 'page' : undefined}>
            {t('shell.plan')}
          </Link>
          <NavLink to="/orders">{t('shell.orders')}</NavLink>
          <NavLink to="/calendar">{t('shell.calendar')}</NavLink>
          <NavLink to="/accuracy">{t('shell.accuracy')}</NavLink>
        </nav>
        <JobTray />
        <LanguageMenu />
        <SettingsMenu />
      </header>
      <main className="shell-main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function LanguageMenu() {
  const { t, i18n } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={t('shell.language')}>
          {i18n.language === 'zh-CN' ? '中文' : 'EN'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item key={language} lang={language} onClick={() => chooseLanguage(language)}>
            {LANGUAGE_NAMES[language]}
            {language === i18n.language ? ' ✓' : ''}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SettingsMenu() {
  const { t } = useTranslation();
  const { actor, setActor, token } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('shell.settings')}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path
              d="M2 4h7m4 0h1M2 12h1m4 0h7M9 2.5v3M3.5 10.5v3M2 8h3m4 0h5M5.5 6.5v3"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinecap="round"
              fill="none"
            />
          </svg>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.colours')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)}>
            {t(`shell.scheme.${scheme}`)}
            {scheme === colorScheme ? ' ✓' : ''}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{token ? t('shell.tokenHeld') : t('shell.tokenMissing')}</Menu.Label>
        <TextInput
          size="xs"
          m="xs"
          label={t('shell.actor')}
          description={t('shell.actorHint')}
          value={actor}
          maxLength={100}
          onChange={(event) => setActor(event.currentTarget.value)}
          onKeyDown={(event) => event.stopPropagation()}
        />
      </Menu.Dropdown>
    </Menu>
  );
}
