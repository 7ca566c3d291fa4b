package org.al4j.bench.server;

import java.util.concurrent.Flow;

/** Reads lines and forgets them. */
final class Listener implements Flow.Subscriber<String> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {}

  @Override
  public void onError(Throwable thrown) {} // the server was killed

  @Override
  public void onComplete() {}
}
