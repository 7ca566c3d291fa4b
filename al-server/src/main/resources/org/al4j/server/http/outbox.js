// What was said and is not acknowledged yet: kept in the browser, sent in order, never lost. The
// server counts what comes twice with one key once. Each thing said has a place of its own, so that
// pages side by side do not overwrite each other's; what both find there, both send.
import { ApiError, call } from './api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;
let count = 0;

export class Outbox {
  constructor(project, person, listeners) {
    this.prefix = 'al4j-outbox ' + JSON.stringify([project, person]) + ' ';
    this.listeners = listeners;
    this.waiting = Object.keys(localStorage)
      .filter((place) => place.startsWith(this.prefix))
      .sort()
      .map((place) => ({ place, ...JSON.parse(localStorage.getItem(place)) }));
    this.busy = false;
    this.wait = FIRST_WAIT;
    window.addEventListener('online', () => this.send());
  }

  ids() {
    return new Set(this.waiting.map((one) => one.body.id));
  }

  add(verb, body) {
    const key = crypto.randomUUID();
    const now = String(Date.now()).padStart(15, '0') + String(count++).padStart(6, '0');
    const one = { place: this.prefix + now + ' ' + key, verb, body: { key, ...body } };
    this.waiting.push(one);
    try {
      localStorage.setItem(one.place, JSON.stringify({ verb, body: one.body }));
    } catch (error) {
      this.listeners.unkept(error);
    }
    this.listeners.changed(this.waiting.length);
    this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.waiting.length > 0) {
        const one = this.waiting[0];
        try {
          await call('POST', one.verb, one.body);
        } catch (error) {
          const refused = error instanceof ApiError && [400, 404, 409, 413, 422].includes(error.status);
          if (!refused) throw error;
          this.listeners.refused(one, error);
        }
        this.waiting.shift();
        localStorage.removeItem(one.place);
        this.wait = FIRST_WAIT;
        this.listeners.changed(this.waiting.length);
      }
      this.listeners.sent();
    } catch (error) {
      this.listeners.failed(error);
      setTimeout(() => this.send(), this.wait);
      this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
    } finally {
      this.busy = false;
    }
  }
}
