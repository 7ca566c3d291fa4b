package org.al4j.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Token buckets by name; those that were not used for long are forgotten. */
final class RateLimit {
  private static final int MOST = 10_000;
  private static final double NANOS = 1e9;

  private static final class Bucket {
    double tokens;
    long at;
  }

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  RateLimit(double perSecond, double burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
  }

  /** Whether one more is allowed now. */
  synchronized boolean allows(String name) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = burst;
      bucket.at = now;
      buckets.put(name, bucket);
      forget();
    }
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / NANOS * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }

  private void forget() {
    if (buckets.size() > MOST) {
      buckets.remove(buckets.keySet().iterator().next());
    }
  }
}
