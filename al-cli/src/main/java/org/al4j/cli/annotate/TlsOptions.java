package org.al4j.cli.annotate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.al4j.server.http.TlsCertificate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How others than this machine's own people are let reach it. */
final class TlsOptions {
  private static final String LOCAL = "127.0.0.1";
  private static final String ALL = "0.0.0.0";

  @Option(
      names = "--public",
      description =
          "Others than this machine may reach it, at all its addresses unless --address names one;"
              + " needs --keystore or --behind-proxy.")
  private boolean open;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description = "A key and its certificate (PKCS12), by which it speaks TLS.")
  private @Nullable Path keystore;

  @Option(
      names = "--keystore-password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the keystore's password.")
  private @Nullable Path passwordFile;

  /** Where to listen. */
  String listenAt(String address, @Nullable String proxy) {
    if (open && keystore == null && proxy == null) {
      throw new InvalidInputException(
          "--public needs TLS: give --keystore FILE, or say with --behind-proxy where a proxy with"
              + " TLS in front is reached");
    }
    if (keystore != null && proxy != null) {
      throw new InvalidInputException(
          "--behind-proxy says that a proxy speaks TLS: leave --keystore out");
    }
    if (keystore == null && passwordFile != null) {
      throw new InvalidInputException("--keystore-password-file goes with --keystore");
    }
    if (keystore != null && !open && !isLocal(address)) {
      throw new InvalidInputException(
          "--address " + address + " is reached by others: say --public if that is meant");
    }
    return open && address.equals(LOCAL) ? ALL : address;
  }

  private static boolean isLocal(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new InvalidInputException("--address is not known: '" + address + "'", e);
    }
  }

  /** The certificate; empty without one. */
  Optional<TlsCertificate> certificate() {
    return Optional.ofNullable(keystore).map(file -> TlsCertificate.read(file, password()));
  }

  private String password() {
    if (passwordFile == null) {
      return "";
    }
    try (var lines = Files.lines(passwordFile)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      throw new InvalidInputException(passwordFile + ": cannot be read: " + IoReason.of(e), e);
    }
  }
}
