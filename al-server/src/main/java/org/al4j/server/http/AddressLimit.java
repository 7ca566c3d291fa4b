package org.al4j.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections of an address that has many: one client that opens all that there may be, and
 * says nothing or a byte now and then, must not keep others out.
 */
final class AddressLimit extends AbstractLifeCycle implements Connection.Listener {
  private final Server server;
  private final int most;
  private final Map<InetAddress, Integer> counts = new HashMap<>();

  AddressLimit(Server server, int most) {
    this.server = server;
    this.most = most;
  }

  @Override
  protected void doStart() {
    for (Connector connector : server.getConnectors()) {
      connector.addEventListener(this);
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress from
        && count(from.getAddress(), 1) > most) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress from) {
      count(from.getAddress(), -1);
    }
  }

  private synchronized int count(InetAddress address, int more) {
    int now = counts.getOrDefault(address, 0) + more;
    if (now > 0) {
      counts.put(address, now);
    } else {
      counts.remove(address);
    }
    return now;
  }
}
