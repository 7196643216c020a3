import type { Page } from 'playwright-core';
import type { Browser } from '../../../../benchmarks/src/browser/open-browser.js';
import type { PageMachine } from './machine.js';

/** Where a page is opened, and on which backend it computes. */
export interface Machine {
  readonly path: string;
  readonly backend: string;
}

export const machines = {
  cpu: { path: '/', backend: 'cpu' },
  wasm: { path: '/', backend: 'wasm' },
  webgl: { path: '/', backend: 'webgl' },
  webgpu: { path: '/', backend: 'webgpu' },
  'wasm with threads': { path: '/isolated', backend: 'wasm' },
} as const satisfies Record<string, Machine>;

export type MachineName = keyof typeof machines;

type Question<T> = (page: Page) => Promise<T>;

declare const machine: PageMachine; // in the browser

const attempts = 3;

/**
 * One page for each machine, kept from one question to the next; where it crashes or its device is lost, which software
 * renderers do when the processor is busy, the browser is started anew and asked again.
 */
export class Pages {
  private browser?: Browser;
  private readonly kept = new Map<MachineName, Page>();

  constructor(private readonly start: () => Promise<Browser>) {}

  /** The answer of a machine's page. */
  ask<T>(name: MachineName, question: Question<T>): Promise<T> {
    return this.insist(() => this.pageOf(name), question, isLost);
  }

  /** The answer of a page that is opened for one question, on no backend yet. */
  askFresh<T>(path: string, question: Question<T>): Promise<T> {
    const asked = async (page: Page) => {
      const answer = await question(page);
      await page.close();
      return answer;
    };
    return this.insist(
      async () => (await this.started()).open(path),
      asked,
      async () => false,
    );
  }

  async close(): Promise<void> {
    const { browser } = this;
    this.browser = undefined;
    this.kept.clear();
    await browser?.close();
  }

  private async started(): Promise<Browser> {
    this.browser ??= await this.start();
    return this.browser;
  }

  private async pageOf(name: MachineName): Promise<Page> {
    const kept = this.kept.get(name);
    if (kept) return kept;
    const { path, backend } = machines[name];
    const page = await (await this.started()).open(path);
    await page.evaluate((backend) => machine.start(backend), backend);
    this.kept.set(name, page);
    return page;
  }

  private async insist<T>(open: () => Promise<Page>, question: Question<T>, isLost: Question<boolean>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      let page: Page | undefined;
      try {
        page = await open();
        const answer = await question(page);
        if (page.isClosed() || !(await isLost(page))) return answer;
        if (attempt === attempts) throw new Error(`The device was lost at each of ${attempts} attempts.`);
      } catch (error) {
        if (attempt === attempts || (page && !(await isLost(page).catch(() => true)))) throw error;
      }
      await this.close();
    }
  }
}

const isLost = (page: Page) => page.evaluate(() => machine.isLost());
