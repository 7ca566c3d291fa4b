package org.al4j.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that no well-behaved client makes. */
final class RawHttp {
  /** Another address of this machine than the others come from. */
  static final String ELSEWHERE = "127.0.0.2";

  private RawHttp() {}

  /** Whether this system has that other address by itself, as Linux has and macOS has not. */
  static boolean hasElsewhere() {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(ELSEWHERE, 0));
      return true;
    } catch (IOException e) {
      System.out.println("skipped: this system has no address " + ELSEWHERE);
      return false;
    }
  }

  /** Sends bytes and gives the status line, "" if the connection is closed without one. */
  static String status(String address, String request) {
    try (Socket socket = socket(address)) {
      send(socket, request);
      byte[] answer = socket.getInputStream().readNBytes(15);
      return new String(answer, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes and gives all that comes until the connection is closed. */
  static String answers(String address, String request) {
    try (Socket socket = socket(address)) {
      send(socket, request);
      StringBuilder all = new StringBuilder();
      byte[] part = new byte[1 << 12];
      try {
        for (int n = socket.getInputStream().read(part);
            n >= 0;
            n = socket.getInputStream().read(part)) {
          all.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
        }
      } catch (SocketException e) {
        // closed with something unread
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void send(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  static Socket socket(String address) throws IOException {
    return socket(address, "127.0.0.1", 0);
  }

  /**
   * A connection.
   *
   * @param from an address of this machine
   * @param receives bytes that it takes in unread, 0 for as many as usual
   */
  static Socket socket(String address, String from, int receives) throws IOException {
    URI uri = URI.create(address);
    Socket socket = new Socket();
    if (receives > 0) {
      socket.setReceiveBufferSize(receives);
    }
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 30_000);
    socket.setSoTimeout(30_000);
    return socket;
  }

  static String get(String address, String path, String host) {
    return status(
        address, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }
}
