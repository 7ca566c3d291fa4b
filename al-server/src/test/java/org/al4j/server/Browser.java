package org.al4j.server;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium with a profile of its own, without a screen. Where there is none the tests are
 * skipped with a reason; where the environment says {@code CI=true} that is a failure. Nothing is
 * downloaded.
 */
final class Browser implements AutoCloseable {
  private static final List<String> SWITCHES =
      List.of(
          "--headless=new",
          "--no-sandbox", // as root there is none
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-extensions",
          "--hide-scrollbars", // in pictures
          "--window-size=1100,900",
          "--lang=en");

  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    SELENIUM.setLevel(Level.SEVERE); // it warns of a protocol of the browser's that is not used
  }

  private final Path profile;
  final ChromeDriver driver;

  private Browser(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  private static Optional<Path> program(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(File.pathSeparator)) {
      for (String name : names) {
        Path file = Path.of(folder.isEmpty() ? "." : folder, name);
        if (Files.isExecutable(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** Opens one, or skips the test. */
  static Browser open() {
    Optional<Path> chromium = program("chromium", "chromium-browser");
    Optional<Path> driver = program("chromedriver");
    if (chromium.isEmpty() || driver.isEmpty()) {
      String reason = "no chromium or no chromedriver: apt-get install chromium chromium-driver";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      System.out.println("skipped: " + reason);
      Assumptions.abort(reason);
    }
    return open(chromium.orElseThrow(), driver.orElseThrow());
  }

  private static Browser open(Path chromium, Path driver) {
    Path profile;
    try {
      profile = Files.createTempDirectory("al4j-browser-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(SWITCHES);
    options.addArguments("--user-data-dir=" + profile);
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", profile.resolve("downloads").toString()));
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(profile, new ChromeDriver(service, options));
  }

  /** Where what is downloaded lies. */
  Path downloads() {
    return profile.resolve("downloads");
  }

  /** As wide and high as this, in CSS pixels; a phone is 390 by 844. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Prefers {@code dark} or {@code light}. */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What the console says that a page should never: scripts that fail, a policy that is broken. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(
            message ->
                message.contains("Content Security Policy")
                    || message.contains("Refused to")
                    || message.contains("Uncaught")
                    || message.contains("SyntaxError"))
        .toList();
  }

  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } finally {
      delete(profile);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // it is in the machine's folder for temporary files
    }
  }
}
