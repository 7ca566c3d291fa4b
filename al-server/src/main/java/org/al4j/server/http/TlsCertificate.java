package org.al4j.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A key with its certificate, by which a server speaks TLS, and the names that it is for. */
public final class TlsCertificate {
  private static final int DNS_NAME = 2; // of RFC 5280
  private static final int IP_ADDRESS = 7;

  private final KeyStore store;
  private final String password;
  private final List<String> names;

  private TlsCertificate(KeyStore store, String password, List<String> names) {
    this.store = store;
    this.password = password;
    this.names = List.copyOf(names);
  }

  /**
   * Reads a keystore.
   *
   * @param file PKCS12, with one key
   * @param password of the store and of the key
   * @throws InvalidInputException if it cannot be read, has no key, or its certificate names no
   *     host
   */
  public static TlsCertificate read(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      List<String> names = new ArrayList<>();
      boolean key = false;
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          key = true;
          names.addAll(names(certificate));
        }
      }
      if (!key || names.isEmpty()) {
        throw new InvalidInputException(
            file
                + (key
                    ? ": its certificate names no host; it needs a subject alternative name"
                    : ": there is no key with a certificate in it"));
      }
      return new TlsCertificate(store, password, names);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidInputException(
          file + ": cannot be read as PKCS12: it is none, or the password is another", e);
    }
  }

  private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    for (List<?> one : all == null ? List.<List<?>>of() : all) {
      int kind = (Integer) one.get(0);
      if (kind == DNS_NAME || kind == IP_ADDRESS) {
        String name = String.valueOf(one.get(1)).toLowerCase(Locale.ROOT);
        names.add(name.contains(":") ? "[" + name + "]" : name);
      }
    }
    return names;
  }

  /** The hosts that it is for; {@code *.} in front stands for one word. */
  List<String> names() {
    return names;
  }

  /** A connector that speaks TLS. */
  Connector connector(Server server, HttpConfiguration plain, String address, int port) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setKeyStore(store);
    factory.setKeyStorePassword(password);
    HttpConfiguration http = new HttpConfiguration(plain);
    http.addCustomizer(new SecureRequestCustomizer(false)); // the guard looks at names itself
    ServerConnector connector =
        new ServerConnector(server, factory, new HttpConnectionFactory(http));
    connector.setHost(address);
    connector.setPort(port);
    return connector;
  }
}
