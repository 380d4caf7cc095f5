import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import { render, screen } from '@testing-library/react';
import { features } from './features';

describe('The app', () => {
  it('asks a guest to enter and shows whose portal it is', async () => {
    const config = new ConfigReader({
      app: { title: 'A portal', baseUrl: 'http://127.0.0.1:7007' },
      backend: { baseUrl: 'http://127.0.0.1:7007' },
    });
    const app = createApp({
      features,
      advanced: { configLoader: async () => ({ config }) },
    });

    render(app.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'A portal' }),
    ).toBeInTheDocument();
  });
});
