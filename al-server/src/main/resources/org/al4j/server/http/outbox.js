// What was said and is not acknowledged yet: kept in the browser, sent in order, never lost. The
// server counts what comes twice with one key once.
import { ApiError, call } from './api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;

export class Outbox {
  constructor(name, listeners) {
    this.place = 'al4j-outbox ' + name;
    this.listeners = listeners;
    this.waiting = JSON.parse(localStorage.getItem(this.place) || '[]');
    this.busy = false;
    this.wait = FIRST_WAIT;
    window.addEventListener('online', () => this.send());
  }

  ids() {
    return new Set(this.waiting.map((one) => one.body.id));
  }

  add(verb, body) {
    this.waiting.push({ verb, body: { key: crypto.randomUUID(), ...body } });
    this.save();
    this.send();
  }

  save() {
    localStorage.setItem(this.place, JSON.stringify(this.waiting));
    this.listeners.changed(this.waiting.length);
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
        this.wait = FIRST_WAIT;
        this.save();
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
