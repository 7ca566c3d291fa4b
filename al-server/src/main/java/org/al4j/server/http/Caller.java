package org.al4j.server.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.al4j.server.access.Visitor;

/**
 * Whose requests are counted together: a person's, or those of an address that is nobody's.
 *
 * @param name beginning with a word that tells the two apart
 * @param known whether it is a person
 */
record Caller(String name, boolean known) {
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int BYTES_OF_A_NETWORK = 8;

  /**
   * Who makes a request.
   *
   * @param proxied whether the address of the caller is what a proxy says
   */
  static Caller of(Context ctx, Optional<Visitor> visitor, boolean proxied) {
    return visitor
        .map(one -> new Caller("person " + one.name(), true))
        .orElseGet(() -> new Caller("address " + network(address(ctx, proxied)), false));
  }

  /** The last that a proxy added is what it saw; what stands before is what it was told. */
  private static String address(Context ctx, boolean proxied) {
    List<String> forwarded = Collections.list(ctx.req().getHeaders("X-Forwarded-For"));
    if (!proxied || forwarded.isEmpty()) {
      return ctx.ip();
    }
    String last = forwarded.get(forwarded.size() - 1);
    return last.substring(last.lastIndexOf(',') + 1).strip();
  }

  /** Who has an address of IPv6 has 2^64 of them: they count as one. */
  private static String network(String address) {
    String bare = address.replaceAll("[\\[\\]]|%.*", "");
    if (!IPV6.matcher(bare).matches()) {
      return bare;
    }
    try {
      if (InetAddress.getByName(bare) instanceof Inet6Address six) { // a literal: nobody is asked
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < BYTES_OF_A_NETWORK; i++) {
          network.append(Integer.toHexString(six.getAddress()[i] & 0xff)).append(':');
        }
        return network.toString();
      }
      return bare;
    } catch (UnknownHostException e) {
      return bare;
    }
  }
}
